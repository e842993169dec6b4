// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataAigatewayModelsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only models that are known to take this in. One of `text`, `image`, `audio`, `video`, `pdf`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models#input_modality DataAigatewayModels#input_modality}
  */
  readonly inputModality?: string;
  /**
  * Only models that are known to give this out. One of `text`, `image`, `audio`, `video`, `pdf`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models#output_modality DataAigatewayModels#output_modality}
  */
  readonly outputModality?: string;
  /**
  * Only models of this provider: a built-in one, or the `provider_id` of a custom one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models#provider_id DataAigatewayModels#provider_id}
  */
  readonly providerId?: string;
  /**
  * Only models of providers that serve this surface. One of `chat-completions`, `completions`, `responses`, `embeddings`, `messages`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models#surface DataAigatewayModels#surface}
  */
  readonly surface?: string;
}
export interface DataAigatewayModelsModels {
}

export function dataAigatewayModelsModelsToTerraform(struct?: DataAigatewayModelsModels): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayModelsModelsToHclTerraform(struct?: DataAigatewayModelsModels): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayModelsModelsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayModelsModels | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayModelsModels | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // context_window - computed: true, optional: false, required: false
  public get contextWindow() {
    return this.getNumberAttribute('context_window');
  }

  // deprecated - computed: true, optional: false, required: false
  public get deprecated() {
    return this.getBooleanAttribute('deprecated');
  }

  // display_name - computed: true, optional: false, required: false
  public get displayName() {
    return this.getStringAttribute('display_name');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // input_modalities - computed: true, optional: false, required: false
  public get inputModalities() {
    return this.getListAttribute('input_modalities');
  }

  // knowledge_cutoff - computed: true, optional: false, required: false
  public get knowledgeCutoff() {
    return this.getStringAttribute('knowledge_cutoff');
  }

  // max_output_tokens - computed: true, optional: false, required: false
  public get maxOutputTokens() {
    return this.getNumberAttribute('max_output_tokens');
  }

  // model_id - computed: true, optional: false, required: false
  public get modelId() {
    return this.getStringAttribute('model_id');
  }

  // output_modalities - computed: true, optional: false, required: false
  public get outputModalities() {
    return this.getListAttribute('output_modalities');
  }

  // provider_id - computed: true, optional: false, required: false
  public get providerId() {
    return this.getStringAttribute('provider_id');
  }

  // surfaces - computed: true, optional: false, required: false
  public get surfaces() {
    return this.getListAttribute('surfaces');
  }
}

export class DataAigatewayModelsModelsList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayModelsModelsOutputReference {
    return new DataAigatewayModelsModelsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models aigateway_models}
*/
export class DataAigatewayModels extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_models";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAigatewayModels resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAigatewayModels to import
  * @param importFromId The id of the existing DataAigatewayModels that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAigatewayModels to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_models", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/models aigateway_models} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAigatewayModelsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataAigatewayModelsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'aigateway_models',
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
    this._inputModality = config.inputModality;
    this._outputModality = config.outputModality;
    this._providerId = config.providerId;
    this._surface = config.surface;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // input_modality - computed: false, optional: true, required: false
  private _inputModality?: string; 
  public get inputModality() {
    return this.getStringAttribute('input_modality');
  }
  public set inputModality(value: string) {
    this._inputModality = value;
  }
  public resetInputModality() {
    this._inputModality = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get inputModalityInput() {
    return this._inputModality;
  }

  // models - computed: true, optional: false, required: false
  private _models = new DataAigatewayModelsModelsList(this, "models", false);
  public get models() {
    return this._models;
  }

  // output_modality - computed: false, optional: true, required: false
  private _outputModality?: string; 
  public get outputModality() {
    return this.getStringAttribute('output_modality');
  }
  public set outputModality(value: string) {
    this._outputModality = value;
  }
  public resetOutputModality() {
    this._outputModality = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get outputModalityInput() {
    return this._outputModality;
  }

  // provider_id - computed: false, optional: true, required: false
  private _providerId?: string; 
  public get providerId() {
    return this.getStringAttribute('provider_id');
  }
  public set providerId(value: string) {
    this._providerId = value;
  }
  public resetProviderId() {
    this._providerId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get providerIdInput() {
    return this._providerId;
  }

  // surface - computed: false, optional: true, required: false
  private _surface?: string; 
  public get surface() {
    return this.getStringAttribute('surface');
  }
  public set surface(value: string) {
    this._surface = value;
  }
  public resetSurface() {
    this._surface = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get surfaceInput() {
    return this._surface;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      input_modality: cdktf.stringToTerraform(this._inputModality),
      output_modality: cdktf.stringToTerraform(this._outputModality),
      provider_id: cdktf.stringToTerraform(this._providerId),
      surface: cdktf.stringToTerraform(this._surface),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      input_modality: {
        value: cdktf.stringToHclTerraform(this._inputModality),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      output_modality: {
        value: cdktf.stringToHclTerraform(this._outputModality),
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
      surface: {
        value: cdktf.stringToHclTerraform(this._surface),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
