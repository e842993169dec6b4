// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataAigatewayProviderKeyAttachmentConfig extends cdktf.TerraformMetaArguments {
  /**
  * The configuration.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment#access_key_configuration_id DataAigatewayProviderKeyAttachment#access_key_configuration_id}
  */
  readonly accessKeyConfigurationId: string;
  /**
  * The provider whose rule the key is in: a built-in one, or the `provider_id` of a custom one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment#provider_id DataAigatewayProviderKeyAttachment#provider_id}
  */
  readonly providerId: string;
  /**
  * The provider key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment#provider_key_id DataAigatewayProviderKeyAttachment#provider_key_id}
  */
  readonly providerKeyId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment aigateway_provider_key_attachment}
*/
export class DataAigatewayProviderKeyAttachment extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_provider_key_attachment";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAigatewayProviderKeyAttachment resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAigatewayProviderKeyAttachment to import
  * @param importFromId The id of the existing DataAigatewayProviderKeyAttachment that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAigatewayProviderKeyAttachment to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_provider_key_attachment", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/provider_key_attachment aigateway_provider_key_attachment} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAigatewayProviderKeyAttachmentConfig
  */
  public constructor(scope: Construct, id: string, config: DataAigatewayProviderKeyAttachmentConfig) {
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

  // priority - computed: true, optional: false, required: false
  public get priority() {
    return this.getNumberAttribute('priority');
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
