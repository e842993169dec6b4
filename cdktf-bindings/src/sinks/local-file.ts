import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { requireText } from "../checks.ts";
import type { DeliveredSecret, ISecretSink } from "./secret-sink.ts";
import { sinkId } from "./sink-id.ts";

export interface LocalFileProps {
  /** Where, on the machine that runs Terraform. The folder must be there. */
  readonly path: string;
}

/** Whoever reads the file sees the old token or the new one, never a part of one. Nobody else may read it. */
const WRITE = 'umask 077 && printf %s "$TOKEN" > "$FILE.new" && mv -f "$FILE.new" "$FILE"';

/**
 * Writes the token into a file of the machine that runs Terraform, and again when it is another one. The state does not
 * hold it a second time. Needs a POSIX shell; a file that somebody has deleted comes back with the next token only.
 */
export class LocalFile implements ISecretSink {
  readonly #props: LocalFileProps;

  public constructor(props: LocalFileProps) {
    requireText("LocalFile", "path", props.path);
    this.#props = props;
  }

  public deliver(scope: Construct, { token, id }: DeliveredSecret): void {
    const { path } = this.#props;
    const resource = new TerraformResource(scope, sinkId("LocalFile", path), {
      terraformResourceType: "terraform_data",
      provisioners: [{ type: "local-exec", command: WRITE, environment: { FILE: path, TOKEN: token } }],
    });
    resource.addOverride("triggers_replace", [id, path]);
  }
}
