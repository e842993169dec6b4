// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface GatewayConfigConfig extends cdktf.TerraformMetaArguments {
  /**
  * Requests that are estimated larger are refused. Without it: no cap.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#max_input_tokens GatewayConfig#max_input_tokens}
  */
  readonly maxInputTokens?: number;
  /**
  * What a completion may have at most. Without it: no cap.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#max_output_tokens GatewayConfig#max_output_tokens}
  */
  readonly maxOutputTokens?: number;
  /**
  * Anything that programs want to keep with it, such as JSON. At most 4096 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#metadata GatewayConfig#metadata}
  */
  readonly metadata?: string;
  /**
  * How long one attempt may take until its headers, and a stream between two pieces. In Go's syntax, such as `90s`; without it `60s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#per_request_timeout GatewayConfig#per_request_timeout}
  */
  readonly perRequestTimeout?: string;
  /**
  * How long all attempts of a request may take until its first byte. In Go's syntax, such as `90s`; without it `120s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#total_timeout GatewayConfig#total_timeout}
  */
  readonly totalTimeout?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config aigateway_gateway_config}
*/
export class GatewayConfig extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_gateway_config";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a GatewayConfig resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the GatewayConfig to import
  * @param importFromId The id of the existing GatewayConfig that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the GatewayConfig to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_gateway_config", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/gateway_config aigateway_gateway_config} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options GatewayConfigConfig = {}
  */
  public constructor(scope: Construct, id: string, config: GatewayConfigConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'aigateway_gateway_config',
      terraformGeneratorMetadata: {
        providerName: 'aigateway',
        providerVersionConstraint: '~> 0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._maxInputTokens = config.maxInputTokens;
    this._maxOutputTokens = config.maxOutputTokens;
    this._metadata = config.metadata;
    this._perRequestTimeout = config.perRequestTimeout;
    this._totalTimeout = config.totalTimeout;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_id - computed: true, optional: false, required: false
  public get accountId() {
    return this.getStringAttribute('account_id');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // max_input_tokens - computed: false, optional: true, required: false
  private _maxInputTokens?: number; 
  public get maxInputTokens() {
    return this.getNumberAttribute('max_input_tokens');
  }
  public set maxInputTokens(value: number) {
    this._maxInputTokens = value;
  }
  public resetMaxInputTokens() {
    this._maxInputTokens = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxInputTokensInput() {
    return this._maxInputTokens;
  }

  // max_output_tokens - computed: false, optional: true, required: false
  private _maxOutputTokens?: number; 
  public get maxOutputTokens() {
    return this.getNumberAttribute('max_output_tokens');
  }
  public set maxOutputTokens(value: number) {
    this._maxOutputTokens = value;
  }
  public resetMaxOutputTokens() {
    this._maxOutputTokens = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxOutputTokensInput() {
    return this._maxOutputTokens;
  }

  // metadata - computed: false, optional: true, required: false
  private _metadata?: string; 
  public get metadata() {
    return this.getStringAttribute('metadata');
  }
  public set metadata(value: string) {
    this._metadata = value;
  }
  public resetMetadata() {
    this._metadata = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get metadataInput() {
    return this._metadata;
  }

  // per_request_timeout - computed: true, optional: true, required: false
  private _perRequestTimeout?: string; 
  public get perRequestTimeout() {
    return this.getStringAttribute('per_request_timeout');
  }
  public set perRequestTimeout(value: string) {
    this._perRequestTimeout = value;
  }
  public resetPerRequestTimeout() {
    this._perRequestTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get perRequestTimeoutInput() {
    return this._perRequestTimeout;
  }

  // total_timeout - computed: true, optional: true, required: false
  private _totalTimeout?: string; 
  public get totalTimeout() {
    return this.getStringAttribute('total_timeout');
  }
  public set totalTimeout(value: string) {
    this._totalTimeout = value;
  }
  public resetTotalTimeout() {
    this._totalTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get totalTimeoutInput() {
    return this._totalTimeout;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      max_input_tokens: cdktf.numberToTerraform(this._maxInputTokens),
      max_output_tokens: cdktf.numberToTerraform(this._maxOutputTokens),
      metadata: cdktf.stringToTerraform(this._metadata),
      per_request_timeout: cdktf.stringToTerraform(this._perRequestTimeout),
      total_timeout: cdktf.stringToTerraform(this._totalTimeout),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      max_input_tokens: {
        value: cdktf.numberToHclTerraform(this._maxInputTokens),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      max_output_tokens: {
        value: cdktf.numberToHclTerraform(this._maxOutputTokens),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      metadata: {
        value: cdktf.stringToHclTerraform(this._metadata),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      per_request_timeout: {
        value: cdktf.stringToHclTerraform(this._perRequestTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      total_timeout: {
        value: cdktf.stringToHclTerraform(this._totalTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
