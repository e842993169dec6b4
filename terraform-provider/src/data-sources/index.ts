import type { ApiClient } from "../api/client.ts";
import type { Clock } from "../clock.ts";
import type { AnyDataSource } from "../framework/data-source.ts";
import { createAccessKeyData } from "./access-key.ts";
import { accessKeyConfigurationData } from "./access-key-configuration.ts";
import { accessKeyConfigurationsData } from "./access-key-configurations.ts";
import { accessKeysData } from "./access-keys.ts";
import { apiKeyData } from "./api-key.ts";
import { apiKeysData } from "./api-keys.ts";
import { creditBalanceData } from "./credit-balance.ts";
import { gatewayConfigData } from "./gateway-config.ts";
import { modelsData } from "./models.ts";
import { providerData } from "./provider.ts";
import { providerKeyData } from "./provider-key.ts";
import { providerKeyAttachmentData } from "./provider-key-attachment.ts";
import { providerKeysData } from "./provider-keys.ts";
import { providersData } from "./providers.ts";
import { usageData } from "./usage.ts";

/** All that can be read without being managed: one line each. */
export const createDataSources = ({ clock }: { clock: Clock }): readonly AnyDataSource<ApiClient>[] => [
  createAccessKeyData({ clock }),
  accessKeysData,
  accessKeyConfigurationData,
  accessKeyConfigurationsData,
  apiKeyData,
  apiKeysData,
  creditBalanceData,
  gatewayConfigData,
  modelsData,
  providerData,
  providersData,
  providerKeyData,
  providerKeysData,
  providerKeyAttachmentData,
  usageData,
];
