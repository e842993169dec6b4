// https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataAigatewayUsageConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only usage of this access key, which may be deleted by now.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#access_key_id DataAigatewayUsage#access_key_id}
  */
  readonly accessKeyId?: string;
  /**
  * Before this time, in RFC 3339. By default: now.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#end_time DataAigatewayUsage#end_time}
  */
  readonly endTime?: string;
  /**
  * What days are divided by: `provider`, `accessKey` or `lineage`. By default `provider`, or what is asked for with `access_key_id` or `lineage`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#group_by DataAigatewayUsage#group_by}
  */
  readonly groupBy?: string;
  /**
  * Whether `events` has the attempts that were followed by another one as well. By default it does not.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#include_retries DataAigatewayUsage#include_retries}
  */
  readonly includeRetries?: boolean | cdktf.IResolvable;
  /**
  * Only usage of this lineage: of all keys that have borne it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#lineage DataAigatewayUsage#lineage}
  */
  readonly lineage?: string;
  /**
  * How many `events` to list at most, the newest; from 1 to 1000. All of them are kept in the state. By default there are none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#max_events DataAigatewayUsage#max_events}
  */
  readonly maxEvents?: number;
  /**
  * From this time on, in RFC 3339. `timestamp()` is known only in the apply, so that the data source is then read there; `plantimestamp()` is known in the plan.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#start_time DataAigatewayUsage#start_time}
  */
  readonly startTime: string;
}
export interface DataAigatewayUsageBuckets {
}

export function dataAigatewayUsageBucketsToTerraform(struct?: DataAigatewayUsageBuckets): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayUsageBucketsToHclTerraform(struct?: DataAigatewayUsageBuckets): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayUsageBucketsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayUsageBuckets | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayUsageBuckets | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // bucket_start - computed: true, optional: false, required: false
  public get bucketStart() {
    return this.getStringAttribute('bucket_start');
  }

  // cost - computed: true, optional: false, required: false
  public get cost() {
    return this.getStringAttribute('cost');
  }

  // errors - computed: true, optional: false, required: false
  public get errors() {
    return this.getNumberAttribute('errors');
  }

  // group_key - computed: true, optional: false, required: false
  public get groupKey() {
    return this.getStringAttribute('group_key');
  }

  // requests - computed: true, optional: false, required: false
  public get requests() {
    return this.getNumberAttribute('requests');
  }
}

export class DataAigatewayUsageBucketsList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayUsageBucketsOutputReference {
    return new DataAigatewayUsageBucketsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataAigatewayUsageEvents {
}

export function dataAigatewayUsageEventsToTerraform(struct?: DataAigatewayUsageEvents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayUsageEventsToHclTerraform(struct?: DataAigatewayUsageEvents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayUsageEventsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataAigatewayUsageEvents | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayUsageEvents | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // access_key_id - computed: true, optional: false, required: false
  public get accessKeyId() {
    return this.getStringAttribute('access_key_id');
  }

  // attempt_number - computed: true, optional: false, required: false
  public get attemptNumber() {
    return this.getNumberAttribute('attempt_number');
  }

  // cache_read_tokens - computed: true, optional: false, required: false
  public get cacheReadTokens() {
    return this.getNumberAttribute('cache_read_tokens');
  }

  // event_time - computed: true, optional: false, required: false
  public get eventTime() {
    return this.getStringAttribute('event_time');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // input_tokens - computed: true, optional: false, required: false
  public get inputTokens() {
    return this.getNumberAttribute('input_tokens');
  }

  // is_error - computed: true, optional: false, required: false
  public get isError() {
    return this.getBooleanAttribute('is_error');
  }

  // is_final_attempt - computed: true, optional: false, required: false
  public get isFinalAttempt() {
    return this.getBooleanAttribute('is_final_attempt');
  }

  // is_streaming - computed: true, optional: false, required: false
  public get isStreaming() {
    return this.getBooleanAttribute('is_streaming');
  }

  // key_source - computed: true, optional: false, required: false
  public get keySource() {
    return this.getStringAttribute('key_source');
  }

  // lineage - computed: true, optional: false, required: false
  public get lineage() {
    return this.getStringAttribute('lineage');
  }

  // model - computed: true, optional: false, required: false
  public get model() {
    return this.getStringAttribute('model');
  }

  // output_tokens - computed: true, optional: false, required: false
  public get outputTokens() {
    return this.getNumberAttribute('output_tokens');
  }

  // provider - computed: true, optional: false, required: false
  public get provider() {
    return this.getStringAttribute('provider');
  }

  // provider_key_id - computed: true, optional: false, required: false
  public get providerKeyId() {
    return this.getStringAttribute('provider_key_id');
  }

  // reasoning_tokens - computed: true, optional: false, required: false
  public get reasoningTokens() {
    return this.getNumberAttribute('reasoning_tokens');
  }

  // request_id - computed: true, optional: false, required: false
  public get requestId() {
    return this.getStringAttribute('request_id');
  }

  // status_code - computed: true, optional: false, required: false
  public get statusCode() {
    return this.getNumberAttribute('status_code');
  }

  // stop_reason - computed: true, optional: false, required: false
  public get stopReason() {
    return this.getStringAttribute('stop_reason');
  }

  // timed_out - computed: true, optional: false, required: false
  public get timedOut() {
    return this.getBooleanAttribute('timed_out');
  }

  // total_cost - computed: true, optional: false, required: false
  public get totalCost() {
    return this.getStringAttribute('total_cost');
  }
}

export class DataAigatewayUsageEventsList extends cdktf.ComplexList {

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
  public get(index: number): DataAigatewayUsageEventsOutputReference {
    return new DataAigatewayUsageEventsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataAigatewayUsageTotals {
}

export function dataAigatewayUsageTotalsToTerraform(struct?: DataAigatewayUsageTotals): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAigatewayUsageTotalsToHclTerraform(struct?: DataAigatewayUsageTotals): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAigatewayUsageTotalsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAigatewayUsageTotals | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAigatewayUsageTotals | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // cost - computed: true, optional: false, required: false
  public get cost() {
    return this.getStringAttribute('cost');
  }

  // errors - computed: true, optional: false, required: false
  public get errors() {
    return this.getNumberAttribute('errors');
  }

  // requests - computed: true, optional: false, required: false
  public get requests() {
    return this.getNumberAttribute('requests');
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage aigateway_usage}
*/
export class DataAigatewayUsage extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aigateway_usage";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAigatewayUsage resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAigatewayUsage to import
  * @param importFromId The id of the existing DataAigatewayUsage that should be imported. Refer to the {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAigatewayUsage to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aigateway_usage", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/aigateway/aigateway/latest/docs/data-sources/usage aigateway_usage} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAigatewayUsageConfig
  */
  public constructor(scope: Construct, id: string, config: DataAigatewayUsageConfig) {
    super(scope, id, {
      terraformResourceType: 'aigateway_usage',
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
    this._accessKeyId = config.accessKeyId;
    this._endTime = config.endTime;
    this._groupBy = config.groupBy;
    this._includeRetries = config.includeRetries;
    this._lineage = config.lineage;
    this._maxEvents = config.maxEvents;
    this._startTime = config.startTime;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access_key_id - computed: false, optional: true, required: false
  private _accessKeyId?: string; 
  public get accessKeyId() {
    return this.getStringAttribute('access_key_id');
  }
  public set accessKeyId(value: string) {
    this._accessKeyId = value;
  }
  public resetAccessKeyId() {
    this._accessKeyId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accessKeyIdInput() {
    return this._accessKeyId;
  }

  // buckets - computed: true, optional: false, required: false
  private _buckets = new DataAigatewayUsageBucketsList(this, "buckets", false);
  public get buckets() {
    return this._buckets;
  }

  // end_time - computed: false, optional: true, required: false
  private _endTime?: string; 
  public get endTime() {
    return this.getStringAttribute('end_time');
  }
  public set endTime(value: string) {
    this._endTime = value;
  }
  public resetEndTime() {
    this._endTime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endTimeInput() {
    return this._endTime;
  }

  // events - computed: true, optional: false, required: false
  private _events = new DataAigatewayUsageEventsList(this, "events", false);
  public get events() {
    return this._events;
  }

  // group_by - computed: false, optional: true, required: false
  private _groupBy?: string; 
  public get groupBy() {
    return this.getStringAttribute('group_by');
  }
  public set groupBy(value: string) {
    this._groupBy = value;
  }
  public resetGroupBy() {
    this._groupBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get groupByInput() {
    return this._groupBy;
  }

  // include_retries - computed: false, optional: true, required: false
  private _includeRetries?: boolean | cdktf.IResolvable; 
  public get includeRetries() {
    return this.getBooleanAttribute('include_retries');
  }
  public set includeRetries(value: boolean | cdktf.IResolvable) {
    this._includeRetries = value;
  }
  public resetIncludeRetries() {
    this._includeRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get includeRetriesInput() {
    return this._includeRetries;
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

  // max_events - computed: false, optional: true, required: false
  private _maxEvents?: number; 
  public get maxEvents() {
    return this.getNumberAttribute('max_events');
  }
  public set maxEvents(value: number) {
    this._maxEvents = value;
  }
  public resetMaxEvents() {
    this._maxEvents = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxEventsInput() {
    return this._maxEvents;
  }

  // start_time - computed: false, optional: false, required: true
  private _startTime?: string; 
  public get startTime() {
    return this.getStringAttribute('start_time');
  }
  public set startTime(value: string) {
    this._startTime = value;
  }
  // Temporarily expose input value. Use with caution.
  public get startTimeInput() {
    return this._startTime;
  }

  // totals - computed: true, optional: false, required: false
  private _totals = new DataAigatewayUsageTotalsOutputReference(this, "totals");
  public get totals() {
    return this._totals;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      access_key_id: cdktf.stringToTerraform(this._accessKeyId),
      end_time: cdktf.stringToTerraform(this._endTime),
      group_by: cdktf.stringToTerraform(this._groupBy),
      include_retries: cdktf.booleanToTerraform(this._includeRetries),
      lineage: cdktf.stringToTerraform(this._lineage),
      max_events: cdktf.numberToTerraform(this._maxEvents),
      start_time: cdktf.stringToTerraform(this._startTime),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      access_key_id: {
        value: cdktf.stringToHclTerraform(this._accessKeyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      end_time: {
        value: cdktf.stringToHclTerraform(this._endTime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      group_by: {
        value: cdktf.stringToHclTerraform(this._groupBy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      include_retries: {
        value: cdktf.booleanToHclTerraform(this._includeRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      lineage: {
        value: cdktf.stringToHclTerraform(this._lineage),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_events: {
        value: cdktf.numberToHclTerraform(this._maxEvents),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      start_time: {
        value: cdktf.stringToHclTerraform(this._startTime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
