locals {
  closed = var.phase == "lockdown"
}

# Required public internet access: NET-23, NET-24
# Change 1 of the plan.
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
# Change 2 of the plan.
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
# Change 3 of the plan.
resource "azapi_resource" "snet_endpoints" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2025-05-01"
  name      = "snet-endpoints"
  parent_id = "/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand"

  body = {
    properties = {
      addressPrefix                  = "10.20.0.0/26"
      defaultOutboundAccess          = false
      privateEndpointNetworkPolicies = "Disabled"
    }
  }
}

# Required public internet access: NET-24
# Change 4 of the plan.
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
    azapi_resource.snet_endpoints,
  ]
}

# Container registry: ACR-03, ACR-08, ACR-30
# Changes 8, 25 of the plan.
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
# Change 26 of the plan.
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
# Changes 9, 27 of the plan.
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
# Change 5 of the plan.
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
# Change 6 of the plan.
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
# Change 7 of the plan.
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
# Change 10 of the plan.
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

# Container registry: ACR-03, ACR-08, ACR-30
# Change 12 of the plan.
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
    azapi_resource.pep_ampls_mlw_demand,
  ]
}

# Key vault: KV-02, KV-04
# Change 14 of the plan.
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
    azapi_resource.pep_crdemand,
    azapi_update_resource.kv_demand,
  ]
}

# Workspace: WKSP-01
# Change 16 of the plan.
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
    azapi_resource.pep_kv_demand,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 18 of the plan.
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
    azapi_resource.pep_mlw_demand,
    azapi_update_resource.stdemand,
  ]
}

# Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
# Change 20 of the plan.
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
    azapi_resource.pep_stdemand_blob,
  ]
}

# Workspace: WKSP-01
# Changes 22, 28 of the plan.
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
