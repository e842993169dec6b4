# By id. The token can't be imported: the API shows it once, at creation.
terraform import aigateway_access_key.web aigk_01jy3v9rk8e7ttbfhx2k7m4d5c
