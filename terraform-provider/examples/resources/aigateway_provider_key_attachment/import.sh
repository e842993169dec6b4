# By the ids of the configuration, the provider and the provider key.
terraform import aigateway_provider_key_attachment.main aigac_01jy3v9rk8e7ttbfhx2k7m4d5c/openai/aigpk_01jy3v9rk8e7ttbfhx2k7m4d5d
