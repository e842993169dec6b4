# By the account's id, which `GET /gateway-config` answers as `accountId`, or by `default`.
terraform import aigateway_gateway_config.this acct_01jy3v9rk8e7ttbfhx2k7m4d5c
