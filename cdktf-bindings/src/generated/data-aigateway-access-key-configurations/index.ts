// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_key_configurations
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataAigatewayAccessKeyConfigurationsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only configurations with just this name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_key_configurations#name DataAigatewayAccessKeyConfigurations#name}
  */
  readonly name?: string;
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModels {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModelsToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModels): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModelsToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModels): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModelsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModels | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModels | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allow - computed: true, optional: false, required: false
  public get allow() {
    return this.getListAttribute('allow');
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProviders {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProvidersToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProviders): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProvidersToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProviders): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProvidersOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProviders | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProviders | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allow - computed: true, optional: false, required: false
  public get allow() {
    return this.getListAttribute('allow');
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccess {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccess): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccess): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccess | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccess | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // models - computed: true, optional: false, required: false
  private _models = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessModelsOutputReference(this, "models");
  public get models() {
    return this._models;
  }

  // providers - computed: true, optional: false, required: false
  private _providers = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessProvidersOutputReference(this, "providers");
  public get providers() {
    return this._providers;
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesSteps {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesSteps): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesSteps): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesSteps | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesSteps | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // key_selection_strategy - computed: true, optional: false, required: false
  public get keySelectionStrategy() {
    return this.getStringAttribute('key_selection_strategy');
  }

  // provider_key_ids - computed: true, optional: false, required: false
  public get providerKeyIds() {
    return this.getListAttribute('provider_key_ids');
  }

  // type - computed: true, optional: false, required: false
  public get type() {
    return this.getStringAttribute('type');
  }
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsOutputReference {
    return new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRules {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRules): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRules): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRules | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRules | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // model - computed: true, optional: false, required: false
  public get model() {
    return this.getStringAttribute('model');
  }

  // provider - computed: true, optional: false, required: false
  public get provider() {
    return this.getStringAttribute('provider');
  }

  // steps - computed: true, optional: false, required: false
  private _steps = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesStepsList(this, "steps", false);
  public get steps() {
    return this._steps;
  }
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesOutputReference {
    return new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouter {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouter): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouter): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouter | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouter | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // rules - computed: true, optional: false, required: false
  private _rules = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterRulesList(this, "rules", false);
  public get rules() {
    return this._rules;
  }
}
export interface DataAigatewayAccessKeyConfigurationsAccessKeyConfigurations {
}

export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsToTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurations): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsToHclTerraform(struct?: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurations): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurations | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayAccessKeyConfigurationsAccessKeyConfigurations | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // access - computed: true, optional: false, required: false
  private _access = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsAccessOutputReference(this, "access");
  public get access() {
    return this._access;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // description - computed: true, optional: false, required: false
  public get description() {
    return this.getStringAttribute('description');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // metadata - computed: true, optional: false, required: false
  public get metadata() {
    return this.getStringAttribute('metadata');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // router - computed: true, optional: false, required: false
  private _router = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsRouterOutputReference(this, "router");
  public get router() {
    return this._router;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }
}

export class DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsOutputReference {
    return new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_key_configurations aigateway_access_key_configurations}
*/
export class DataAigatewayAccessKeyConfigurations extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_access_key_configurations";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAigatewayAccessKeyConfigurations resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAigatewayAccessKeyConfigurations to import
  * @param importFromId The id of the existing DataAigatewayAccessKeyConfigurations that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_key_configurations#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAigatewayAccessKeyConfigurations to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_access_key_configurations", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/access_key_configurations aigateway_access_key_configurations} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAigatewayAccessKeyConfigurationsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataAigatewayAccessKeyConfigurationsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'aigateway_access_key_configurations',
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
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access_key_configurations - computed: true, optional: false, required: false
  private _accessKeyConfigurations = new DataAigatewayAccessKeyConfigurationsAccessKeyConfigurationsList(this, "access_key_configurations", false);
  public get accessKeyConfigurations() {
    return this._accessKeyConfigurations;
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
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
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
