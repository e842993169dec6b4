import { isAbsolute } from "node:path";
import {
  DataResource,
  Fn,
  type ITerraformDependable,
  type LocalExecProvisioner,
  TerraformSelf,
  Token,
} from "cdktf";
import type { Construct } from "constructs";
import { INTERPRETER, REMOVE, WRITE } from "./file-sink-programs.ts";
import { requireForm } from "./names.ts";
import { SecretSink } from "./secret-sink.ts";

export interface FileSinkProps {
  /** The file, by its absolute path on the machine that runs Terraform. */
  readonly path: string;

  /**
   * Writes a line `VARIABLE=token`, as files of environment variables have it, instead of the token alone.
   * @default - the token alone, without a line's end
   */
  readonly variable?: string;
}

/**
 * A file on the machine that runs Terraform, which needs Node there. Only its owner may read it, and it is replaced in
 * one step. It goes with another `path` and with `terraform destroy`; a sink that is taken out of the program leaves it,
 * for Terraform then knows no more how to delete it. Nor does it look whether it is still there: `-replace` of the
 * sink's `File` writes it again.
 */
export class FileSink extends SecretSink {
  readonly #props: FileSinkProps;

  public constructor(scope: Construct, id: string, props: FileSinkProps) {
    super(scope, id);
    this.#props = props;
    if (!Token.isUnresolved(props.path) && !isAbsolute(props.path)) {
      throw new Error(
        `${this.label}: path "${props.path}" depends on where Terraform is started; make it absolute, with path.resolve().`,
      );
    }
    requireForm(
      this.label,
      "variable",
      props.variable,
      /^[A-Za-z_]\w*$/,
      "letters, digits and `_`, no digit first",
    );
  }

  protected store(token: string): ITerraformDependable {
    const { path, variable } = this.#props;
    const content = variable === undefined ? token : `${variable}=${token}\n`;
    // Two resources, for the one that is replaced by a rotation must not delete what its successor has written; and the
    // one that deletes never after its own successor, which would be the same file if somebody had asked to replace it.
    const place = new DataResource(this, "Place", {
      triggersReplace: { path },
      provisioners: [
        run(REMOVE, { AIGATEWAY_FILE: TerraformSelf.getString("triggers_replace.path") }, "destroy"),
      ],
    });
    return new DataResource(this, "File", {
      // A digest of so random a text tells nothing, and the plan may show it.
      triggersReplace: { place: place.id, variable, sha256: Fn.nonsensitive(Fn.sha256(token)) },
      provisioners: [run(WRITE, { AIGATEWAY_FILE: path, AIGATEWAY_CONTENT: content }, "create")],
    });
  }
}

function run(
  command: string,
  environment: Record<string, string>,
  when: "create" | "destroy",
): LocalExecProvisioner {
  return { type: "local-exec", interpreter: INTERPRETER, command, environment, when };
}
