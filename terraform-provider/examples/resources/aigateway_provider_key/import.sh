# By id. The secret can't be imported: the next apply sends the configured one.
terraform import aigateway_provider_key.openai aigpk_01jy3v9rk8e7ttbfhx2k7m4d5c
