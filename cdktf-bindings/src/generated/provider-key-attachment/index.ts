// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ProviderKeyAttachmentConfig extends cdktf.TerraformMetaArguments {
  /**
  * The `aigateway_access_key_configuration` to attach the key to. A change replaces the attachment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment#access_key_configuration_id ProviderKeyAttachment#access_key_configuration_id}
  */
  readonly accessKeyConfigurationId: string;
  /**
  * A whole number; keys are tried from the lowest on. Of two keys with the same one, the one that was attached first is tried first. Without a priority the key is tried after all that are there when it is attached.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment#priority ProviderKeyAttachment#priority}
  */
  readonly priority?: number;
  /**
  * The provider that the rule is for: a built-in one such as `openai`, or the `provider_id` of an `aigateway_provider`. The key must be of the same one. A change replaces the attachment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment#provider_id ProviderKeyAttachment#provider_id}
  */
  readonly providerId: string;
  /**
  * The `aigateway_provider_key` to attach. A change replaces the attachment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment#provider_key_id ProviderKeyAttachment#provider_key_id}
  */
  readonly providerKeyId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment aigateway_provider_key_attachment}
*/
export class ProviderKeyAttachment extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_provider_key_attachment";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ProviderKeyAttachment resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ProviderKeyAttachment to import
  * @param importFromId The id of the existing ProviderKeyAttachment that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ProviderKeyAttachment to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_provider_key_attachment", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider_key_attachment aigateway_provider_key_attachment} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ProviderKeyAttachmentConfig
  */
  public constructor(scope: Construct, id: string, config: ProviderKeyAttachmentConfig) {
    super(scope, id, {
      terraformResourceType: 'aigateway_provider_key_attachment',
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
    this._accessKeyConfigurationId = config.accessKeyConfigurationId;
    this._priority = config.priority;
    this._providerId = config.providerId;
    this._providerKeyId = config.providerKeyId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access_key_configuration_id - computed: false, optional: false, required: true
  private _accessKeyConfigurationId?: string; 
  public get accessKeyConfigurationId() {
    return this.getStringAttribute('access_key_configuration_id');
  }
  public set accessKeyConfigurationId(value: string) {
    this._accessKeyConfigurationId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get accessKeyConfigurationIdInput() {
    return this._accessKeyConfigurationId;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // priority - computed: false, optional: true, required: false
  private _priority?: number; 
  public get priority() {
    return this.getNumberAttribute('priority');
  }
  public set priority(value: number) {
    this._priority = value;
  }
  public resetPriority() {
    this._priority = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get priorityInput() {
    return this._priority;
  }

  // provider_id - computed: false, optional: false, required: true
  private _providerId?: string; 
  public get providerId() {
    return this.getStringAttribute('provider_id');
  }
  public set providerId(value: string) {
    this._providerId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get providerIdInput() {
    return this._providerId;
  }

  // provider_key_id - computed: false, optional: false, required: true
  private _providerKeyId?: string; 
  public get providerKeyId() {
    return this.getStringAttribute('provider_key_id');
  }
  public set providerKeyId(value: string) {
    this._providerKeyId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get providerKeyIdInput() {
    return this._providerKeyId;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      access_key_configuration_id: cdktf.stringToTerraform(this._accessKeyConfigurationId),
      priority: cdktf.numberToTerraform(this._priority),
      provider_id: cdktf.stringToTerraform(this._providerId),
      provider_key_id: cdktf.stringToTerraform(this._providerKeyId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      access_key_configuration_id: {
        value: cdktf.stringToHclTerraform(this._accessKeyConfigurationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      priority: {
        value: cdktf.numberToHclTerraform(this._priority),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      provider_id: {
        value: cdktf.stringToHclTerraform(this._providerId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      provider_key_id: {
        value: cdktf.stringToHclTerraform(this._providerKeyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
