// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ProviderResourceConfig extends cdktf.TerraformMetaArguments {
  /**
  * Where the provider's API is. A path is kept, without one `/v1` is assumed; a query goes with every request. `http://` is for `.internal` hosts and for those that the gateway's operator allows.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#base_url ProviderResource#base_url}
  */
  readonly baseUrl: string;
  /**
  * Anything that programs want to keep with it, such as JSON. At most 4096 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#metadata ProviderResource#metadata}
  */
  readonly metadata?: string;
  /**
  * The models that it has. Their order means nothing.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#models ProviderResource#models}
  */
  readonly models?: ProviderResourceModels[] | cdktf.IResolvable;
  /**
  * A name for people, 1 to 255 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#name ProviderResource#name}
  */
  readonly name: string;
  /**
  * What stands before the `:` of a model name, as in `sim:m1`. Unique in the account and not the id of a built-in provider. A change replaces the provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#provider_id ProviderResource#provider_id}
  */
  readonly providerId: string;
  /**
  * The APIs that it serves. Without the list the gateway takes it to serve any.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#supported_api_surfaces ProviderResource#supported_api_surfaces}
  */
  readonly supportedApiSurfaces?: ProviderResourceSupportedApiSurfaces[] | cdktf.IResolvable;
}
export interface ProviderResourceModels {
  /**
  * The model's id, as the provider calls it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#model_id ProviderResource#model_id}
  */
  readonly modelId: string;
}

export function providerResourceModelsToTerraform(struct?: ProviderResourceModels | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    model_id: cdktf.stringToTerraform(struct!.modelId),
  }
}


export function providerResourceModelsToHclTerraform(struct?: ProviderResourceModels | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    model_id: {
      value: cdktf.stringToHclTerraform(struct!.modelId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ProviderResourceModelsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): ProviderResourceModels | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._modelId !== undefined) {
      hasAnyValues = true;
      internalValueResult.modelId = this._modelId;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ProviderResourceModels | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._modelId = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._modelId = value.modelId;
    }
  }

  // model_id - computed: false, optional: false, required: true
  private _modelId?: string; 
  public get modelId() {
    return this.getStringAttribute('model_id');
  }
  public set modelId(value: string) {
    this._modelId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get modelIdInput() {
    return this._modelId;
  }
}

export class ProviderResourceModelsList extends cdktf.ComplexList {
  public internalValue? : ProviderResourceModels[] | cdktf.IResolvable

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
  public get(index: number): ProviderResourceModelsOutputReference {
    return new ProviderResourceModelsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface ProviderResourceSupportedApiSurfaces {
  /**
  * `openai` or `anthropic`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#format ProviderResource#format}
  */
  readonly format: string;
  /**
  * The request parameters that it takes; others are removed from requests. Without a list all are passed on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#supported_params ProviderResource#supported_params}
  */
  readonly supportedParams?: string[];
  /**
  * `chat-completions`, `completions`, `responses`, `embeddings` or `messages`. Left out, it stands for all that the format has.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#surface ProviderResource#surface}
  */
  readonly surface?: string;
}

export function providerResourceSupportedApiSurfacesToTerraform(struct?: ProviderResourceSupportedApiSurfaces | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    format: cdktf.stringToTerraform(struct!.format),
    supported_params: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.supportedParams),
    surface: cdktf.stringToTerraform(struct!.surface),
  }
}


export function providerResourceSupportedApiSurfacesToHclTerraform(struct?: ProviderResourceSupportedApiSurfaces | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    format: {
      value: cdktf.stringToHclTerraform(struct!.format),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    supported_params: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.supportedParams),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    surface: {
      value: cdktf.stringToHclTerraform(struct!.surface),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ProviderResourceSupportedApiSurfacesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): ProviderResourceSupportedApiSurfaces | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._format !== undefined) {
      hasAnyValues = true;
      internalValueResult.format = this._format;
    }
    if (this._supportedParams !== undefined) {
      hasAnyValues = true;
      internalValueResult.supportedParams = this._supportedParams;
    }
    if (this._surface !== undefined) {
      hasAnyValues = true;
      internalValueResult.surface = this._surface;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ProviderResourceSupportedApiSurfaces | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._format = undefined;
      this._supportedParams = undefined;
      this._surface = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._format = value.format;
      this._supportedParams = value.supportedParams;
      this._surface = value.surface;
    }
  }

  // format - computed: false, optional: false, required: true
  private _format?: string; 
  public get format() {
    return this.getStringAttribute('format');
  }
  public set format(value: string) {
    this._format = value;
  }
  // Temporarily expose input value. Use with caution.
  public get formatInput() {
    return this._format;
  }

  // supported_params - computed: false, optional: true, required: false
  private _supportedParams?: string[]; 
  public get supportedParams() {
    return this.getListAttribute('supported_params');
  }
  public set supportedParams(value: string[]) {
    this._supportedParams = value;
  }
  public resetSupportedParams() {
    this._supportedParams = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get supportedParamsInput() {
    return this._supportedParams;
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
}

export class ProviderResourceSupportedApiSurfacesList extends cdktf.ComplexList {
  public internalValue? : ProviderResourceSupportedApiSurfaces[] | cdktf.IResolvable

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
  public get(index: number): ProviderResourceSupportedApiSurfacesOutputReference {
    return new ProviderResourceSupportedApiSurfacesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider aigateway_provider}
*/
export class ProviderResource extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_provider";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ProviderResource resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ProviderResource to import
  * @param importFromId The id of the existing ProviderResource that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ProviderResource to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_provider", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/provider aigateway_provider} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ProviderResourceConfig
  */
  public constructor(scope: Construct, id: string, config: ProviderResourceConfig) {
    super(scope, id, {
      terraformResourceType: 'aigateway_provider',
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
    this._baseUrl = config.baseUrl;
    this._metadata = config.metadata;
    this._models.internalValue = config.models;
    this._name = config.name;
    this._providerId = config.providerId;
    this._supportedApiSurfaces.internalValue = config.supportedApiSurfaces;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // base_url - computed: false, optional: false, required: true
  private _baseUrl?: string; 
  public get baseUrl() {
    return this.getStringAttribute('base_url');
  }
  public set baseUrl(value: string) {
    this._baseUrl = value;
  }
  // Temporarily expose input value. Use with caution.
  public get baseUrlInput() {
    return this._baseUrl;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
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

  // models - computed: false, optional: true, required: false
  private _models = new ProviderResourceModelsList(this, "models", false);
  public get models() {
    return this._models;
  }
  public putModels(value: ProviderResourceModels[] | cdktf.IResolvable) {
    this._models.internalValue = value;
  }
  public resetModels() {
    this._models.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelsInput() {
    return this._models.internalValue;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
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

  // supported_api_surfaces - computed: false, optional: true, required: false
  private _supportedApiSurfaces = new ProviderResourceSupportedApiSurfacesList(this, "supported_api_surfaces", false);
  public get supportedApiSurfaces() {
    return this._supportedApiSurfaces;
  }
  public putSupportedApiSurfaces(value: ProviderResourceSupportedApiSurfaces[] | cdktf.IResolvable) {
    this._supportedApiSurfaces.internalValue = value;
  }
  public resetSupportedApiSurfaces() {
    this._supportedApiSurfaces.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get supportedApiSurfacesInput() {
    return this._supportedApiSurfaces.internalValue;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      base_url: cdktf.stringToTerraform(this._baseUrl),
      metadata: cdktf.stringToTerraform(this._metadata),
      models: cdktf.listMapper(providerResourceModelsToTerraform, false)(this._models.internalValue),
      name: cdktf.stringToTerraform(this._name),
      provider_id: cdktf.stringToTerraform(this._providerId),
      supported_api_surfaces: cdktf.listMapper(providerResourceSupportedApiSurfacesToTerraform, false)(this._supportedApiSurfaces.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      base_url: {
        value: cdktf.stringToHclTerraform(this._baseUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      metadata: {
        value: cdktf.stringToHclTerraform(this._metadata),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      models: {
        value: cdktf.listMapperHcl(providerResourceModelsToHclTerraform, false)(this._models.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "ProviderResourceModelsList",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
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
      supported_api_surfaces: {
        value: cdktf.listMapperHcl(providerResourceSupportedApiSurfacesToHclTerraform, false)(this._supportedApiSurfaces.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "ProviderResourceSupportedApiSurfacesList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
