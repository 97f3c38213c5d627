locals {
  closed = var.phase == "lockdown"
}

# Connecting to the workspace: CONN-01
# Change 1 of the plan.
resource "azapi_resource" "pip_bas_mlw_demand" {
  type      = "Microsoft.Network/publicIPAddresses@2025-05-01"
  name      = "pip-bas-mlw-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    sku = {
      name = "Standard"
    }
    properties = {
      publicIPAllocationMethod = "Static"
      publicIPAddressVersion   = "IPv4"
    }
  }
}

# Required public internet access: NET-23, NET-24
# Change 2 of the plan.
resource "azapi_resource" "pip_ng_vnet_demand" {
  type      = "Microsoft.Network/publicIPAddresses@2025-05-01"
  name      = "pip-ng-vnet-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    sku = {
      name = "Standard"
    }
    properties = {
      publicIPAllocationMethod = "Static"
      publicIPAddressVersion   = "IPv4"
    }
  }
}

# Required public internet access: NET-23, NET-24
# Change 3 of the plan.
resource "azapi_resource" "ng_vnet_demand" {
  type      = "Microsoft.Network/natGateways@2025-05-01"
  name      = "ng-vnet-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    sku = {
      name = "Standard"
    }
    properties = {
      publicIpAddresses = [
        {
          id = azapi_resource.pip_ng_vnet_demand.id
        },
      ]
    }
  }
}

# Address space
# Change 4 of the plan.
resource "azapi_resource" "azure_bastion_subnet" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2025-05-01"
  name      = "AzureBastionSubnet"
  parent_id = var.vnet_demand_id

  body = {
    properties = {
      addressPrefix                  = "10.20.2.0/26"
      defaultOutboundAccess          = true
      privateEndpointNetworkPolicies = "Disabled"
    }
  }
}

# Address space
# Change 5 of the plan.
resource "azapi_resource" "snet_endpoints" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2025-05-01"
  name      = "snet-endpoints"
  parent_id = var.vnet_demand_id

  body = {
    properties = {
      addressPrefix                  = "10.20.0.0/26"
      defaultOutboundAccess          = false
      privateEndpointNetworkPolicies = "Disabled"
    }
  }

  depends_on = [
    azapi_resource.azure_bastion_subnet,
  ]
}

# Address space
# Change 6 of the plan.
resource "azapi_resource" "snet_jumpbox" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2025-05-01"
  name      = "snet-jumpbox"
  parent_id = var.vnet_demand_id

  body = {
    properties = {
      addressPrefix         = "10.20.3.0/28"
      defaultOutboundAccess = false
      natGateway = {
        id = azapi_resource.ng_vnet_demand.id
      }
      privateEndpointNetworkPolicies = "Disabled"
    }
  }

  depends_on = [
    azapi_resource.snet_endpoints,
  ]
}

# Required public internet access: NET-24
# Change 7 of the plan.
# It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.
resource "azapi_update_resource" "snet_training" {
  type        = "Microsoft.Network/virtualNetworks/subnets@2025-05-01"
  resource_id = "/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-training"

  body = {
    properties = {
      natGateway = {
        id = azapi_resource.ng_vnet_demand.id
      }
    }
  }

  depends_on = [
    azapi_resource.snet_jumpbox,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 16 of the plan.
resource "azapi_resource" "zone_agentsvc_azure_automation_net" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.agentsvc.azure-automation.net"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Workspace: WKSP-01
# Change 17 of the plan.
resource "azapi_resource" "zone_api_azureml_ms" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.api.azureml.ms"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Container registry: ACR-03, ACR-08, ACR-11, ACR-30
# Change 18 of the plan.
resource "azapi_resource" "zone_azurecr_io" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.azurecr.io"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 19 of the plan.
resource "azapi_resource" "zone_blob" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.blob.core.windows.net"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 20 of the plan.
resource "azapi_resource" "zone_file" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.file.core.windows.net"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 21 of the plan.
resource "azapi_resource" "zone_monitor_azure_com" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.monitor.azure.com"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Workspace: WKSP-01
# Change 22 of the plan.
resource "azapi_resource" "zone_notebooks_azure_net" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.notebooks.azure.net"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 23 of the plan.
resource "azapi_resource" "zone_ods_opinsights_azure_com" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.ods.opinsights.azure.com"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 24 of the plan.
resource "azapi_resource" "zone_oms_opinsights_azure_com" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.oms.opinsights.azure.com"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Key vault: KV-02, KV-04
# Change 25 of the plan.
resource "azapi_resource" "zone_vaultcore_azure_net" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = "privatelink.vaultcore.azure.net"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {}
}

# Container registry: ACR-03, ACR-08, ACR-30
# Changes 14, 51 of the plan.
# It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.
resource "azapi_update_resource" "crdemand" {
  type        = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id = var.crdemand_id

  body = {
    sku = {
      name = "Premium"
    }
    properties = {
      publicNetworkAccess = local.closed ? "Disabled" : "Enabled"
    }
  }
}

# Key vault: KV-02, KV-04
# Change 52 of the plan.
# It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.
resource "azapi_update_resource" "kv_demand" {
  type        = "Microsoft.KeyVault/vaults@2024-11-01"
  resource_id = var.kv_demand_id

  body = {
    properties = {
      networkAcls = {
        bypass              = "AzureServices"
        defaultAction       = local.closed ? "Deny" : "Allow"
        ipRules             = []
        virtualNetworkRules = []
      }
    }
  }

  depends_on = [
    azapi_update_resource.crdemand,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Changes 15, 53 of the plan.
# It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.
resource "azapi_update_resource" "stdemand" {
  type        = "Microsoft.Storage/storageAccounts@2025-06-01"
  resource_id = var.stdemand_id

  body = {
    properties = {
      allowBlobPublicAccess = !local.closed
      networkAcls = {
        bypass              = local.closed ? "None" : "AzureServices"
        defaultAction       = local.closed ? "Deny" : "Allow"
        ipRules             = []
        virtualNetworkRules = []
        resourceAccessRules = [
          {
            tenantId   = "4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14"
            resourceId = var.workspace_id
          },
        ]
      }
    }
  }

  depends_on = [
    azapi_update_resource.kv_demand,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 11 of the plan.
resource "azapi_resource" "ampls_mlw_demand" {
  type      = "Microsoft.Insights/privateLinkScopes@2021-09-01"
  name      = "ampls-mlw-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = "global"

  body = {
    properties = {
      accessModeSettings = {
        queryAccessMode     = "Open"
        ingestionAccessMode = "Open"
        exclusions          = []
      }
    }
  }
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 12 of the plan.
resource "azapi_resource" "scoped_appi_demand" {
  type      = "Microsoft.Insights/privateLinkScopes/scopedResources@2021-09-01"
  name      = "scoped-appi-demand"
  parent_id = azapi_resource.ampls_mlw_demand.id

  body = {
    properties = {
      linkedResourceId = var.appi_demand_id
    }
  }
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 13 of the plan.
resource "azapi_resource" "scoped_log_demand" {
  type      = "Microsoft.Insights/privateLinkScopes/scopedResources@2021-09-01"
  name      = "scoped-log-demand"
  parent_id = azapi_resource.ampls_mlw_demand.id

  body = {
    properties = {
      linkedResourceId = var.log_demand_id
    }
  }

  depends_on = [
    azapi_resource.scoped_appi_demand,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 26 of the plan.
resource "azapi_resource" "pep_ampls_mlw_demand" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-ampls-mlw-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-ampls-mlw-demand"
          properties = {
            privateLinkServiceId = azapi_resource.ampls_mlw_demand.id
            groupIds = [
              "azuremonitor",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_resource.scoped_log_demand,
    azapi_update_resource.snet_training,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 27 of the plan.
resource "azapi_resource" "pep_ampls_mlw_demand_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_ampls_mlw_demand.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-monitor-azure-com"
          properties = {
            privateDnsZoneId = azapi_resource.zone_monitor_azure_com.id
          }
        },
        {
          name = "privatelink-oms-opinsights-azure-com"
          properties = {
            privateDnsZoneId = azapi_resource.zone_oms_opinsights_azure_com.id
          }
        },
        {
          name = "privatelink-ods-opinsights-azure-com"
          properties = {
            privateDnsZoneId = azapi_resource.zone_ods_opinsights_azure_com.id
          }
        },
        {
          name = "privatelink-agentsvc-azure-automation-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_agentsvc_azure_automation_net.id
          }
        },
        {
          name = "privatelink-blob-core-windows-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_blob.id
          }
        },
      ]
    }
  }
}

# Container registry: ACR-03, ACR-08, ACR-30
# Change 28 of the plan.
resource "azapi_resource" "pep_crdemand" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-crdemand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-crdemand"
          properties = {
            privateLinkServiceId = var.crdemand_id
            groupIds = [
              "registry",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_update_resource.crdemand,
    azapi_resource.pep_ampls_mlw_demand_dns,
  ]
}

# Container registry: ACR-03, ACR-08, ACR-30
# Change 29 of the plan.
resource "azapi_resource" "pep_crdemand_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_crdemand.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-azurecr-io"
          properties = {
            privateDnsZoneId = azapi_resource.zone_azurecr_io.id
          }
        },
      ]
    }
  }
}

# Key vault: KV-02, KV-04
# Change 30 of the plan.
resource "azapi_resource" "pep_kv_demand" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-kv-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-kv-demand"
          properties = {
            privateLinkServiceId = var.kv_demand_id
            groupIds = [
              "vault",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_resource.pep_crdemand_dns,
    azapi_update_resource.kv_demand,
  ]
}

# Key vault: KV-02, KV-04
# Change 31 of the plan.
resource "azapi_resource" "pep_kv_demand_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_kv_demand.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-vaultcore-azure-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_vaultcore_azure_net.id
          }
        },
      ]
    }
  }
}

# Workspace: WKSP-01
# Change 32 of the plan.
resource "azapi_resource" "pep_mlw_demand" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-mlw-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-mlw-demand"
          properties = {
            privateLinkServiceId = var.workspace_id
            groupIds = [
              "amlworkspace",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_resource.pep_kv_demand_dns,
  ]
}

# Workspace: WKSP-01
# Change 33 of the plan.
resource "azapi_resource" "pep_mlw_demand_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_mlw_demand.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-api-azureml-ms"
          properties = {
            privateDnsZoneId = azapi_resource.zone_api_azureml_ms.id
          }
        },
        {
          name = "privatelink-notebooks-azure-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_notebooks_azure_net.id
          }
        },
      ]
    }
  }
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 34 of the plan.
resource "azapi_resource" "pep_stdemand_blob" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-stdemand-blob"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-stdemand-blob"
          properties = {
            privateLinkServiceId = var.stdemand_id
            groupIds = [
              "blob",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_resource.pep_mlw_demand_dns,
    azapi_update_resource.stdemand,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 35 of the plan.
resource "azapi_resource" "pep_stdemand_blob_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_stdemand_blob.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-blob-core-windows-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_blob.id
          }
        },
      ]
    }
  }
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 36 of the plan.
resource "azapi_resource" "pep_stdemand_file" {
  type      = "Microsoft.Network/privateEndpoints@2025-05-01"
  name      = "pep-stdemand-file"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      subnet = {
        id = azapi_resource.snet_endpoints.id
      }
      privateLinkServiceConnections = [
        {
          name = "pep-stdemand-file"
          properties = {
            privateLinkServiceId = var.stdemand_id
            groupIds = [
              "file",
            ]
          }
        },
      ]
    }
  }

  depends_on = [
    azapi_resource.pep_stdemand_blob_dns,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 37 of the plan.
resource "azapi_resource" "pep_stdemand_file_dns" {
  type      = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01"
  name      = "default"
  parent_id = azapi_resource.pep_stdemand_file.id

  body = {
    properties = {
      privateDnsZoneConfigs = [
        {
          name = "privatelink-file-core-windows-net"
          properties = {
            privateDnsZoneId = azapi_resource.zone_file.id
          }
        },
      ]
    }
  }
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 38 of the plan.
resource "azapi_resource" "zone_agentsvc_azure_automation_net_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_agentsvc_azure_automation_net.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_ampls_mlw_demand_dns,
  ]
}

# Workspace: WKSP-01
# Change 39 of the plan.
resource "azapi_resource" "zone_api_azureml_ms_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_api_azureml_ms.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_mlw_demand_dns,
  ]
}

# Container registry: ACR-03, ACR-08, ACR-11, ACR-30
# Change 40 of the plan.
resource "azapi_resource" "zone_azurecr_io_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_azurecr_io.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_crdemand_dns,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 41 of the plan.
resource "azapi_resource" "zone_blob_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_blob.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_stdemand_blob_dns,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 42 of the plan.
resource "azapi_resource" "zone_file_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_file.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_stdemand_file_dns,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 43 of the plan.
resource "azapi_resource" "zone_monitor_azure_com_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_monitor_azure_com.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_ampls_mlw_demand_dns,
  ]
}

# Workspace: WKSP-01
# Change 44 of the plan.
resource "azapi_resource" "zone_notebooks_azure_net_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_notebooks_azure_net.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_mlw_demand_dns,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 45 of the plan.
resource "azapi_resource" "zone_ods_opinsights_azure_com_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_ods_opinsights_azure_com.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_ampls_mlw_demand_dns,
  ]
}

# Azure Monitor and Application Insights: MON-05, MON-23
# Change 46 of the plan.
resource "azapi_resource" "zone_oms_opinsights_azure_com_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_oms_opinsights_azure_com.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_ampls_mlw_demand_dns,
  ]
}

# Key vault: KV-02, KV-04
# Change 47 of the plan.
resource "azapi_resource" "zone_vaultcore_azure_net_link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "lnk-vnet-demand"
  parent_id = azapi_resource.zone_vaultcore_azure_net.id
  location  = "global"

  body = {
    properties = {
      virtualNetwork = {
        id = var.vnet_demand_id
      }
      resolutionPolicy    = "Default"
      registrationEnabled = false
    }
  }

  depends_on = [
    azapi_resource.pep_kv_demand_dns,
  ]
}

# Workspace: WKSP-01
# Changes 48, 54 of the plan.
# It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.
resource "azapi_update_resource" "mlw_demand" {
  type        = "Microsoft.MachineLearningServices/workspaces@2025-06-01"
  resource_id = var.workspace_id

  body = {
    properties = {
      imageBuildCompute   = "cpu-train"
      publicNetworkAccess = local.closed ? "Disabled" : "Enabled"
    }
  }

  depends_on = [
    azapi_update_resource.stdemand,
    azapi_resource.pep_mlw_demand,
  ]
}

# Connecting to the workspace: CONN-01
# Change 8 of the plan.
resource "azapi_resource" "bas_mlw_demand" {
  type      = "Microsoft.Network/bastionHosts@2025-05-01"
  name      = "bas-mlw-demand"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    sku = {
      name = "Standard"
    }
    properties = {
      ipConfigurations = [
        {
          name = "IpConf"
          properties = {
            privateIPAllocationMethod = "Dynamic"
            subnet = {
              id = azapi_resource.azure_bastion_subnet.id
            }
            publicIPAddress = {
              id = azapi_resource.pip_bas_mlw_demand.id
            }
          }
        },
      ]
    }
  }
}

# Connecting to the workspace: CONN-01
# Change 9 of the plan.
resource "azapi_resource" "nic_vm_jump" {
  type      = "Microsoft.Network/networkInterfaces@2025-05-01"
  name      = "nic-vm-jump"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      ipConfigurations = [
        {
          name = "ipconfig1"
          properties = {
            primary                   = true
            privateIPAllocationMethod = "Dynamic"
            subnet = {
              id = azapi_resource.snet_jumpbox.id
            }
          }
        },
      ]
    }
  }
}

# Connecting to the workspace: CONN-01
# Change 10 of the plan.
resource "azapi_resource" "vm_jump" {
  type      = "Microsoft.Compute/virtualMachines@2026-04-01"
  name      = "vm-jump"
  parent_id = var.resource_groups["rg-net"]
  location  = var.location

  body = {
    properties = {
      hardwareProfile = {
        vmSize = "Standard_D2s_v5"
      }
      storageProfile = {
        imageReference = {
          publisher = "MicrosoftWindowsServer"
          offer     = "WindowsServer"
          sku       = "2022-datacenter-azure-edition"
          version   = "latest"
        }
        osDisk = {
          osType       = "Windows"
          createOption = "FromImage"
          caching      = "ReadWrite"
          deleteOption = "Delete"
        }
      }
      osProfile = {
        computerName  = "vm-jump"
        adminUsername = var.vm_jump_user_name
      }
      securityProfile = {
        securityType = "TrustedLaunch"
        uefiSettings = {
          secureBootEnabled = true
          vTpmEnabled       = true
        }
      }
      networkProfile = {
        networkInterfaces = [
          {
            id = azapi_resource.nic_vm_jump.id
            properties = {
              primary = true
            }
          },
        ]
      }
    }
  }

  sensitive_body = {
    properties = {
      osProfile = {
        adminPassword = var.jump_box_password
      }
    }
  }
}
