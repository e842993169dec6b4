// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataAigatewayAccessKeysConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only keys that obey this configuration.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys#access_key_configuration_id DataAigatewayAccessKeys#access_key_configuration_id}
  */
  readonly accessKeyConfigurationId?: string;
  /**
  * Only keys of this lineage: one client's, over its rotations.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys#lineage DataAigatewayAccessKeys#lineage}
  */
  readonly lineage?: string;
  /**
  * Only keys with just this name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys#name DataAigatewayAccessKeys#name}
  */
  readonly name?: string;
}
export interface DataAigatewayAccessKeysAccessKeys {
}

export function dataAigatewayAccessKeysAccessKeysToTerraform(struct?: DataAigatewayAccessKeysAccessKeys): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeysAccessKeysToHclTerraform(struct?: DataAigatewayAccessKeysAccessKeys): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeysAccessKeysOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataAigatewayAccessKeysAccessKeys | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeysAccessKeys | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // access_key_configuration_id - computed: true, optional: false, required: false
  public get accessKeyConfigurationId() {
    return this.getStringAttribute('access_key_configuration_id');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // description - computed: true, optional: false, required: false
  public get description() {
    return this.getStringAttribute('description');
  }

  // expires_at - computed: true, optional: false, required: false
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // key_redacted - computed: true, optional: false, required: false
  public get keyRedacted() {
    return this.getStringAttribute('key_redacted');
  }

  // last_used - computed: true, optional: false, required: false
  public get lastUsed() {
    return this.getStringAttribute('last_used');
  }

  // lineage - computed: true, optional: false, required: false
  public get lineage() {
    return this.getStringAttribute('lineage');
  }

  // metadata - computed: true, optional: false, required: false
  public get metadata() {
    return this.getStringAttribute('metadata');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }
}

export class DataAigatewayAccessKeysAccessKeysList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataAigatewayAccessKeysAccessKeysOutputReference {
    return new DataAigatewayAccessKeysAccessKeysOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys aigateway_access_keys}
*/
export class DataAigatewayAccessKeys extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_access_keys";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAigatewayAccessKeys resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAigatewayAccessKeys to import
  * @param importFromId The id of the existing DataAigatewayAccessKeys that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAigatewayAccessKeys to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_access_keys", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_keys aigateway_access_keys} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAigatewayAccessKeysConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataAigatewayAccessKeysConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'aigateway_access_keys',
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
    this._lineage = config.lineage;
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access_key_configuration_id - computed: false, optional: true, required: false
  private _accessKeyConfigurationId?: string; 
  public get accessKeyConfigurationId() {
    return this.getStringAttribute('access_key_configuration_id');
  }
  public set accessKeyConfigurationId(value: string) {
    this._accessKeyConfigurationId = value;
  }
  public resetAccessKeyConfigurationId() {
    this._accessKeyConfigurationId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accessKeyConfigurationIdInput() {
    return this._accessKeyConfigurationId;
  }

  // access_keys - computed: true, optional: false, required: false
  private _accessKeys = new DataAigatewayAccessKeysAccessKeysList(this, "access_keys", false);
  public get accessKeys() {
    return this._accessKeys;
  }

  // lineage - computed: false, optional: true, required: false
  private _lineage?: string; 
  public get lineage() {
    return this.getStringAttribute('lineage');
  }
  public set lineage(value: string) {
    this._lineage = value;
  }
  public resetLineage() {
    this._lineage = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lineageInput() {
    return this._lineage;
  }

  // name - computed: false, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      access_key_configuration_id: cdktf.stringToTerraform(this._accessKeyConfigurationId),
      lineage: cdktf.stringToTerraform(this._lineage),
      name: cdktf.stringToTerraform(this._name),
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
      lineage: {
        value: cdktf.stringToHclTerraform(this._lineage),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
