// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface AccessKeyConfigurationConfig extends cdktf.TerraformMetaArguments {
  /**
  * What a key may reach. Without it: everything.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#access AccessKeyConfiguration#access}
  */
  readonly access?: AccessKeyConfigurationAccess;
  /**
  * What it is for, for people. At most 255 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#description AccessKeyConfiguration#description}
  */
  readonly description?: string;
  /**
  * Anything that programs want to keep with it, such as JSON. At most 4096 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#metadata AccessKeyConfiguration#metadata}
  */
  readonly metadata?: string;
  /**
  * A name for people, 1 to 255 characters.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#name AccessKeyConfiguration#name}
  */
  readonly name: string;
  /**
  * Whose credentials are used, in which order. Without it the routing is not managed here: the defaults apply (the stored keys of the provider, oldest first, then the operator's credential where it is a built-in one), and what others set, with `aigateway_provider_key_attachment` or otherwise, is left alone.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#router AccessKeyConfiguration#router}
  */
  readonly router?: AccessKeyConfigurationRouter;
}
export interface AccessKeyConfigurationAccessModels {
  /**
  * Exact model ids, such as `openai/gpt-4o` or `sim:m1`. Left out, any is allowed; an empty list allows none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#allow AccessKeyConfiguration#allow}
  */
  readonly allow?: string[];
}

export function accessKeyConfigurationAccessModelsToTerraform(struct?: AccessKeyConfigurationAccessModels | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allow: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.allow),
  }
}


export function accessKeyConfigurationAccessModelsToHclTerraform(struct?: AccessKeyConfigurationAccessModels | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allow: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.allow),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationAccessModelsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AccessKeyConfigurationAccessModels | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allow !== undefined) {
      hasAnyValues = true;
      internalValueResult.allow = this._allow;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationAccessModels | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allow = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allow = value.allow;
    }
  }

  // allow - computed: false, optional: true, required: false
  private _allow?: string[]; 
  public get allow() {
    return this.getListAttribute('allow');
  }
  public set allow(value: string[]) {
    this._allow = value;
  }
  public resetAllow() {
    this._allow = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowInput() {
    return this._allow;
  }
}
export interface AccessKeyConfigurationAccessProviders {
  /**
  * Built-in provider ids, and `provider_id` or `id` of custom ones. Left out, any is allowed; an empty list allows none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#allow AccessKeyConfiguration#allow}
  */
  readonly allow?: string[];
}

export function accessKeyConfigurationAccessProvidersToTerraform(struct?: AccessKeyConfigurationAccessProviders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allow: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.allow),
  }
}


export function accessKeyConfigurationAccessProvidersToHclTerraform(struct?: AccessKeyConfigurationAccessProviders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allow: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.allow),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationAccessProvidersOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AccessKeyConfigurationAccessProviders | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allow !== undefined) {
      hasAnyValues = true;
      internalValueResult.allow = this._allow;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationAccessProviders | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allow = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allow = value.allow;
    }
  }

  // allow - computed: false, optional: true, required: false
  private _allow?: string[]; 
  public get allow() {
    return this.getListAttribute('allow');
  }
  public set allow(value: string[]) {
    this._allow = value;
  }
  public resetAllow() {
    this._allow = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowInput() {
    return this._allow;
  }
}
export interface AccessKeyConfigurationAccess {
  /**
  * Which models may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#models AccessKeyConfiguration#models}
  */
  readonly models?: AccessKeyConfigurationAccessModels;
  /**
  * Which providers may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#providers AccessKeyConfiguration#providers}
  */
  readonly providers?: AccessKeyConfigurationAccessProviders;
}

export function accessKeyConfigurationAccessToTerraform(struct?: AccessKeyConfigurationAccess | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    models: accessKeyConfigurationAccessModelsToTerraform(struct!.models),
    providers: accessKeyConfigurationAccessProvidersToTerraform(struct!.providers),
  }
}


export function accessKeyConfigurationAccessToHclTerraform(struct?: AccessKeyConfigurationAccess | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    models: {
      value: accessKeyConfigurationAccessModelsToHclTerraform(struct!.models),
      isBlock: true,
      type: "struct",
      storageClassType: "AccessKeyConfigurationAccessModels",
    },
    providers: {
      value: accessKeyConfigurationAccessProvidersToHclTerraform(struct!.providers),
      isBlock: true,
      type: "struct",
      storageClassType: "AccessKeyConfigurationAccessProviders",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationAccessOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AccessKeyConfigurationAccess | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._models?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.models = this._models?.internalValue;
    }
    if (this._providers?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.providers = this._providers?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationAccess | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._models.internalValue = undefined;
      this._providers.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._models.internalValue = value.models;
      this._providers.internalValue = value.providers;
    }
  }

  // models - computed: false, optional: true, required: false
  private _models = new AccessKeyConfigurationAccessModelsOutputReference(this, "models");
  public get models() {
    return this._models;
  }
  public putModels(value: AccessKeyConfigurationAccessModels) {
    this._models.internalValue = value;
  }
  public resetModels() {
    this._models.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelsInput() {
    return this._models.internalValue;
  }

  // providers - computed: false, optional: true, required: false
  private _providers = new AccessKeyConfigurationAccessProvidersOutputReference(this, "providers");
  public get providers() {
    return this._providers;
  }
  public putProviders(value: AccessKeyConfigurationAccessProviders) {
    this._providers.internalValue = value;
  }
  public resetProviders() {
    this._providers.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get providersInput() {
    return this._providers.internalValue;
  }
}
export interface AccessKeyConfigurationRouterRulesSteps {
  /**
  * How a key is selected. `ordered` is the only way there is, and the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#key_selection_strategy AccessKeyConfiguration#key_selection_strategy}
  */
  readonly keySelectionStrategy?: string;
  /**
  * The provider keys of a `user` step, in the order in which they are tried. They must belong to the rule's provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#provider_key_ids AccessKeyConfiguration#provider_key_ids}
  */
  readonly providerKeyIds?: string[];
  /**
  * `user` uses stored provider keys, `ngrok` the credentials that the gateway's operator supplies for built-in providers.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#type AccessKeyConfiguration#type}
  */
  readonly type: string;
}

export function accessKeyConfigurationRouterRulesStepsToTerraform(struct?: AccessKeyConfigurationRouterRulesSteps | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    key_selection_strategy: cdktf.stringToTerraform(struct!.keySelectionStrategy),
    provider_key_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.providerKeyIds),
    type: cdktf.stringToTerraform(struct!.type),
  }
}


export function accessKeyConfigurationRouterRulesStepsToHclTerraform(struct?: AccessKeyConfigurationRouterRulesSteps | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    key_selection_strategy: {
      value: cdktf.stringToHclTerraform(struct!.keySelectionStrategy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    provider_key_ids: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.providerKeyIds),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    type: {
      value: cdktf.stringToHclTerraform(struct!.type),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationRouterRulesStepsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): AccessKeyConfigurationRouterRulesSteps | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._keySelectionStrategy !== undefined) {
      hasAnyValues = true;
      internalValueResult.keySelectionStrategy = this._keySelectionStrategy;
    }
    if (this._providerKeyIds !== undefined) {
      hasAnyValues = true;
      internalValueResult.providerKeyIds = this._providerKeyIds;
    }
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationRouterRulesSteps | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._keySelectionStrategy = undefined;
      this._providerKeyIds = undefined;
      this._type = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._keySelectionStrategy = value.keySelectionStrategy;
      this._providerKeyIds = value.providerKeyIds;
      this._type = value.type;
    }
  }

  // key_selection_strategy - computed: false, optional: true, required: false
  private _keySelectionStrategy?: string; 
  public get keySelectionStrategy() {
    return this.getStringAttribute('key_selection_strategy');
  }
  public set keySelectionStrategy(value: string) {
    this._keySelectionStrategy = value;
  }
  public resetKeySelectionStrategy() {
    this._keySelectionStrategy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keySelectionStrategyInput() {
    return this._keySelectionStrategy;
  }

  // provider_key_ids - computed: false, optional: true, required: false
  private _providerKeyIds?: string[]; 
  public get providerKeyIds() {
    return this.getListAttribute('provider_key_ids');
  }
  public set providerKeyIds(value: string[]) {
    this._providerKeyIds = value;
  }
  public resetProviderKeyIds() {
    this._providerKeyIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get providerKeyIdsInput() {
    return this._providerKeyIds;
  }

  // type - computed: false, optional: false, required: true
  private _type?: string; 
  public get type() {
    return this.getStringAttribute('type');
  }
  public set type(value: string) {
    this._type = value;
  }
  // Temporarily expose input value. Use with caution.
  public get typeInput() {
    return this._type;
  }
}

export class AccessKeyConfigurationRouterRulesStepsList extends cdktf.ComplexList {
  public internalValue? : AccessKeyConfigurationRouterRulesSteps[] | cdktf.IResolvable

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
  public get(index: number): AccessKeyConfigurationRouterRulesStepsOutputReference {
    return new AccessKeyConfigurationRouterRulesStepsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface AccessKeyConfigurationRouterRules {
  /**
  * The exact id of the model that the rule is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#model AccessKeyConfiguration#model}
  */
  readonly model?: string;
  /**
  * The provider that the rule is for: a built-in id, or `provider_id` or `id` of a custom one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#provider AccessKeyConfiguration#provider}
  */
  readonly provider?: string;
  /**
  * What is tried, one after the other.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#steps AccessKeyConfiguration#steps}
  */
  readonly steps: AccessKeyConfigurationRouterRulesSteps[] | cdktf.IResolvable;
}

export function accessKeyConfigurationRouterRulesToTerraform(struct?: AccessKeyConfigurationRouterRules | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    model: cdktf.stringToTerraform(struct!.model),
    provider: cdktf.stringToTerraform(struct!.provider),
    steps: cdktf.listMapper(accessKeyConfigurationRouterRulesStepsToTerraform, false)(struct!.steps),
  }
}


export function accessKeyConfigurationRouterRulesToHclTerraform(struct?: AccessKeyConfigurationRouterRules | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    model: {
      value: cdktf.stringToHclTerraform(struct!.model),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    provider: {
      value: cdktf.stringToHclTerraform(struct!.provider),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    steps: {
      value: cdktf.listMapperHcl(accessKeyConfigurationRouterRulesStepsToHclTerraform, false)(struct!.steps),
      isBlock: true,
      type: "list",
      storageClassType: "AccessKeyConfigurationRouterRulesStepsList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationRouterRulesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): AccessKeyConfigurationRouterRules | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._model !== undefined) {
      hasAnyValues = true;
      internalValueResult.model = this._model;
    }
    if (this._provider !== undefined) {
      hasAnyValues = true;
      internalValueResult.provider = this._provider;
    }
    if (this._steps?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.steps = this._steps?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationRouterRules | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._model = undefined;
      this._provider = undefined;
      this._steps.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._model = value.model;
      this._provider = value.provider;
      this._steps.internalValue = value.steps;
    }
  }

  // model - computed: false, optional: true, required: false
  private _model?: string; 
  public get model() {
    return this.getStringAttribute('model');
  }
  public set model(value: string) {
    this._model = value;
  }
  public resetModel() {
    this._model = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelInput() {
    return this._model;
  }

  // provider - computed: false, optional: true, required: false
  private _provider?: string; 
  public get provider() {
    return this.getStringAttribute('provider');
  }
  public set provider(value: string) {
    this._provider = value;
  }
  public resetProvider() {
    this._provider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get providerInput() {
    return this._provider;
  }

  // steps - computed: false, optional: false, required: true
  private _steps = new AccessKeyConfigurationRouterRulesStepsList(this, "steps", false);
  public get steps() {
    return this._steps;
  }
  public putSteps(value: AccessKeyConfigurationRouterRulesSteps[] | cdktf.IResolvable) {
    this._steps.internalValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get stepsInput() {
    return this._steps.internalValue;
  }
}

export class AccessKeyConfigurationRouterRulesList extends cdktf.ComplexList {
  public internalValue? : AccessKeyConfigurationRouterRules[] | cdktf.IResolvable

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
  public get(index: number): AccessKeyConfigurationRouterRulesOutputReference {
    return new AccessKeyConfigurationRouterRulesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface AccessKeyConfigurationRouter {
  /**
  * At most one for each provider and model. A rule for a model wins over one for a provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#rules AccessKeyConfiguration#rules}
  */
  readonly rules?: AccessKeyConfigurationRouterRules[] | cdktf.IResolvable;
}

export function accessKeyConfigurationRouterToTerraform(struct?: AccessKeyConfigurationRouter | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    rules: cdktf.listMapper(accessKeyConfigurationRouterRulesToTerraform, false)(struct!.rules),
  }
}


export function accessKeyConfigurationRouterToHclTerraform(struct?: AccessKeyConfigurationRouter | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    rules: {
      value: cdktf.listMapperHcl(accessKeyConfigurationRouterRulesToHclTerraform, false)(struct!.rules),
      isBlock: true,
      type: "list",
      storageClassType: "AccessKeyConfigurationRouterRulesList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AccessKeyConfigurationRouterOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AccessKeyConfigurationRouter | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._rules?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.rules = this._rules?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AccessKeyConfigurationRouter | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._rules.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._rules.internalValue = value.rules;
    }
  }

  // rules - computed: false, optional: true, required: false
  private _rules = new AccessKeyConfigurationRouterRulesList(this, "rules", false);
  public get rules() {
    return this._rules;
  }
  public putRules(value: AccessKeyConfigurationRouterRules[] | cdktf.IResolvable) {
    this._rules.internalValue = value;
  }
  public resetRules() {
    this._rules.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rulesInput() {
    return this._rules.internalValue;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration aigateway_access_key_configuration}
*/
export class AccessKeyConfiguration extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_access_key_configuration";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a AccessKeyConfiguration resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AccessKeyConfiguration to import
  * @param importFromId The id of the existing AccessKeyConfiguration that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AccessKeyConfiguration to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_access_key_configuration", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/resources/access_key_configuration aigateway_access_key_configuration} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AccessKeyConfigurationConfig
  */
  public constructor(scope: Construct, id: string, config: AccessKeyConfigurationConfig) {
    super(scope, id, {
      terraformResourceType: 'aigateway_access_key_configuration',
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
    this._access.internalValue = config.access;
    this._description = config.description;
    this._metadata = config.metadata;
    this._name = config.name;
    this._router.internalValue = config.router;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access - computed: false, optional: true, required: false
  private _access = new AccessKeyConfigurationAccessOutputReference(this, "access");
  public get access() {
    return this._access;
  }
  public putAccess(value: AccessKeyConfigurationAccess) {
    this._access.internalValue = value;
  }
  public resetAccess() {
    this._access.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accessInput() {
    return this._access.internalValue;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // description - computed: false, optional: true, required: false
  private _description?: string; 
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
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

  // router - computed: false, optional: true, required: false
  private _router = new AccessKeyConfigurationRouterOutputReference(this, "router");
  public get router() {
    return this._router;
  }
  public putRouter(value: AccessKeyConfigurationRouter) {
    this._router.internalValue = value;
  }
  public resetRouter() {
    this._router.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get routerInput() {
    return this._router.internalValue;
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
      access: accessKeyConfigurationAccessToTerraform(this._access.internalValue),
      description: cdktf.stringToTerraform(this._description),
      metadata: cdktf.stringToTerraform(this._metadata),
      name: cdktf.stringToTerraform(this._name),
      router: accessKeyConfigurationRouterToTerraform(this._router.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      access: {
        value: accessKeyConfigurationAccessToHclTerraform(this._access.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AccessKeyConfigurationAccess",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
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
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      router: {
        value: accessKeyConfigurationRouterToHclTerraform(this._router.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AccessKeyConfigurationRouter",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
