# By id. The token can't be imported: the API shows it once, at creation.
terraform import aigateway_api_key.billing aigak_01jy3v9rk8e7ttbfhx2k7m4d5c
