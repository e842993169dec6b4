import { Token } from "cdktf";
import { CustomProvider } from "./custom-provider.ts";
import type { IModelProvider } from "./model-provider.ts";

/** The id as it is written in the program, where it is: a custom provider is referred to, and its reference says nothing. */
export function writtenId(provider: IModelProvider): string {
  if (!(provider instanceof CustomProvider)) return provider.providerId;
  return provider.resource.providerIdInput ?? provider.providerId;
}

/** Whether both are the same provider, or may be: of an id that Terraform will know only later it can't be told. */
export function maybeSame(one: IModelProvider, other: IModelProvider): boolean {
  const [first, second] = [writtenId(one), writtenId(other)];
  return first === second || Token.isUnresolved(first) || Token.isUnresolved(second);
}
