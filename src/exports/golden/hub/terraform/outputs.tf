output "resource_ids" {
  description = "Ids of the resources that this configuration makes or changes, by their names in main.tf."
  value = {
    pip_ng_vnet_demand   = azapi_resource.pip_ng_vnet_demand.id
    ng_vnet_demand       = azapi_resource.ng_vnet_demand.id
    snet_endpoints       = azapi_resource.snet_endpoints.id
    snet_training        = azapi_update_resource.snet_training.id
    crdemand             = azapi_update_resource.crdemand.id
    kv_demand            = azapi_update_resource.kv_demand.id
    stdemand             = azapi_update_resource.stdemand.id
    ampls_mlw_demand     = azapi_resource.ampls_mlw_demand.id
    scoped_appi_demand   = azapi_resource.scoped_appi_demand.id
    scoped_log_demand    = azapi_resource.scoped_log_demand.id
    pep_ampls_mlw_demand = azapi_resource.pep_ampls_mlw_demand.id
    pep_crdemand         = azapi_resource.pep_crdemand.id
    pep_kv_demand        = azapi_resource.pep_kv_demand.id
    pep_mlw_demand       = azapi_resource.pep_mlw_demand.id
    pep_stdemand_blob    = azapi_resource.pep_stdemand_blob.id
    pep_stdemand_file    = azapi_resource.pep_stdemand_file.id
    mlw_demand           = azapi_update_resource.mlw_demand.id
  }
}
