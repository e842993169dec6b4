# By id, which is not the provider_id.
terraform import aigateway_provider.in_house aigp_01jy3v9rk8e7ttbfhx2k7m4d5c
