provider "azapi" {
  environment = "public"
}
