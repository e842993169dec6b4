data "aigateway_models" "vision" {
  provider_id    = "openai"
  surface        = "chat-completions"
  input_modality = "image"
}

# Whatever the catalog knows to see images, without the models that are being ended.
resource "aigateway_access_key_configuration" "vision" {
  name = "vision"
  access = {
    models = {
      allow = [for model in data.aigateway_models.vision.models : model.id if !model.deprecated]
    }
  }
}
