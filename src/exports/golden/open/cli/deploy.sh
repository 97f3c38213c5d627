#!/usr/bin/env bash
# Private networking of mlw-demand: the changes planned from the estate as read at 2026-11-23T08:00:00Z, in their order.
# Reads each resource before it is written, leaves alone what is as wanted, and stops where somebody changed it meanwhile. Running it again is harmless.
# Needs: az, signed in, and jq. Writes through az rest; holds no key, token or password.

set -euo pipefail
cd "$(dirname "$0")"
. lib/changes.sh

prepare() {
  # 1. Connecting to the workspace: CONN-01
  change 'create' '1' 'pip-bas-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-bas-mlw-demand' '2025-05-01' 'bodies/001-create-pip-bas-mlw-demand.json'
  # 2. Required public internet access: NET-23, NET-24
  change 'create' '2' 'pip-ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-ng-vnet-demand' '2025-05-01' 'bodies/002-create-pip-ng-vnet-demand.json'
  # 3. Required public internet access: NET-23, NET-24
  change 'create' '3' 'ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/natGateways/ng-vnet-demand' '2025-05-01' 'bodies/003-create-ng-vnet-demand.json'
  # 4. Address space
  change 'create' '4' 'AzureBastionSubnet' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/AzureBastionSubnet' '2025-05-01' 'bodies/004-create-AzureBastionSubnet.json'
  # 5. Address space
  change 'create' '5' 'snet-endpoints' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-endpoints' '2025-05-01' 'bodies/005-create-snet-endpoints.json'
  # 6. Address space
  change 'create' '6' 'snet-jumpbox' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-jumpbox' '2025-05-01' 'bodies/006-create-snet-jumpbox.json'
  # 7. Required public internet access: NET-24
  change 'put' '7' 'snet-training' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-training' '2025-05-01' 'bodies/007-update-snet-training.json'
  # 8. Connecting to the workspace: CONN-01
  change 'create' '8' 'bas-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/bastionHosts/bas-mlw-demand' '2025-05-01' 'bodies/008-create-bas-mlw-demand.json'
  # 9. Connecting to the workspace: CONN-01
  change 'create' '9' 'nic-vm-jump' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/networkInterfaces/nic-vm-jump' '2025-05-01' 'bodies/009-create-nic-vm-jump.json'
  # 10. Connecting to the workspace: CONN-01
  secret 'JUMP_BOX_PASSWORD' 'Password of the administrator of the jump box.'
  change 'create' '10' 'vm-jump' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Compute/virtualMachines/vm-jump' '2026-04-01' 'bodies/010-create-vm-jump.json'
  # 11. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '11' 'ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand' '2021-09-01' 'bodies/011-create-ampls-mlw-demand.json'
  # 12. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '12' 'scoped-appi-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-appi-demand' '2021-09-01' 'bodies/012-create-scoped-appi-demand.json'
  # 13. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '13' 'scoped-log-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-log-demand' '2021-09-01' 'bodies/013-create-scoped-log-demand.json'
  # 14. Container registry: ACR-03, ACR-08, ACR-30
  change 'patch' '14' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/014-update-crdemand.json'
  # 15. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'patch' '15' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/015-update-stdemand.json'
  # 16. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '16' 'privatelink.agentsvc.azure-automation.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.agentsvc.azure-automation.net' '2024-06-01' 'bodies/016-create-privatelink-agentsvc-azure-automation-net.json'
  # 17. Workspace: WKSP-01
  change 'create' '17' 'privatelink.api.azureml.ms' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms' '2024-06-01' 'bodies/017-create-privatelink-api-azureml-ms.json'
  # 18. Container registry: ACR-03, ACR-08, ACR-11, ACR-30
  change 'create' '18' 'privatelink.azurecr.io' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io' '2024-06-01' 'bodies/018-create-privatelink-azurecr-io.json'
  # 19. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '19' 'privatelink.blob.core.windows.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net' '2024-06-01' 'bodies/019-create-privatelink-blob-core-windows-net.json'
  # 20. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '20' 'privatelink.file.core.windows.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net' '2024-06-01' 'bodies/020-create-privatelink-file-core-windows-net.json'
  # 21. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '21' 'privatelink.monitor.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.monitor.azure.com' '2024-06-01' 'bodies/021-create-privatelink-monitor-azure-com.json'
  # 22. Workspace: WKSP-01
  change 'create' '22' 'privatelink.notebooks.azure.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net' '2024-06-01' 'bodies/022-create-privatelink-notebooks-azure-net.json'
  # 23. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '23' 'privatelink.ods.opinsights.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.ods.opinsights.azure.com' '2024-06-01' 'bodies/023-create-privatelink-ods-opinsights-azure-com.json'
  # 24. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '24' 'privatelink.oms.opinsights.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.oms.opinsights.azure.com' '2024-06-01' 'bodies/024-create-privatelink-oms-opinsights-azure-com.json'
  # 25. Key vault: KV-02, KV-04
  change 'create' '25' 'privatelink.vaultcore.azure.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net' '2024-06-01' 'bodies/025-create-privatelink-vaultcore-azure-net.json'
  # 26. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '26' 'pep-ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand' '2025-05-01' 'bodies/026-create-pep-ampls-mlw-demand.json'
  # 27. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '27' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/027-create-default.json'
  # 28. Container registry: ACR-03, ACR-08, ACR-30
  change 'create' '28' 'pep-crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand' '2025-05-01' 'bodies/028-create-pep-crdemand.json'
  # 29. Container registry: ACR-03, ACR-08, ACR-30
  change 'create' '29' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/029-create-default.json'
  # 30. Key vault: KV-02, KV-04
  change 'create' '30' 'pep-kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand' '2025-05-01' 'bodies/030-create-pep-kv-demand.json'
  # 31. Key vault: KV-02, KV-04
  change 'create' '31' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/031-create-default.json'
  # 32. Workspace: WKSP-01
  change 'create' '32' 'pep-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand' '2025-05-01' 'bodies/032-create-pep-mlw-demand.json'
  # 33. Workspace: WKSP-01
  change 'create' '33' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/033-create-default.json'
  # 34. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '34' 'pep-stdemand-blob' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob' '2025-05-01' 'bodies/034-create-pep-stdemand-blob.json'
  # 35. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '35' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob/privateDnsZoneGroups/default' '2025-05-01' 'bodies/035-create-default.json'
  # 36. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '36' 'pep-stdemand-file' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file' '2025-05-01' 'bodies/036-create-pep-stdemand-file.json'
  # 37. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '37' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file/privateDnsZoneGroups/default' '2025-05-01' 'bodies/037-create-default.json'
  # 38. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '38' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.agentsvc.azure-automation.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/038-create-lnk-vnet-demand.json'
  # 39. Workspace: WKSP-01
  change 'create' '39' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/039-create-lnk-vnet-demand.json'
  # 40. Container registry: ACR-03, ACR-08, ACR-11, ACR-30
  change 'create' '40' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/040-create-lnk-vnet-demand.json'
  # 41. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '41' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/041-create-lnk-vnet-demand.json'
  # 42. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '42' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/042-create-lnk-vnet-demand.json'
  # 43. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '43' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.monitor.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/043-create-lnk-vnet-demand.json'
  # 44. Workspace: WKSP-01
  change 'create' '44' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/044-create-lnk-vnet-demand.json'
  # 45. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '45' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.ods.opinsights.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/045-create-lnk-vnet-demand.json'
  # 46. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '46' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.oms.opinsights.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/046-create-lnk-vnet-demand.json'
  # 47. Key vault: KV-02, KV-04
  change 'create' '47' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/047-create-lnk-vnet-demand.json'
  # 48. Workspace: WKSP-01
  change 'patch' '48' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/048-update-mlw-demand.json'
  # 49. Container registry: ACR-03, ACR-08, ACR-30
  task '49' 'Assign AcrPull on crdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role AcrPull on crdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand/tasks/assign-AcrPull)'
  # 50. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  task '50' 'Assign Storage Blob Data Contributor on stdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role Storage Blob Data Contributor on stdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand/tasks/assign-StorageBlobDataContributor)'
}

lockdown() {
  # Phase prepare has to be done before anything is closed.
  require 'own' '1' 'pip-bas-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-bas-mlw-demand' '2025-05-01' 'bodies/001-create-pip-bas-mlw-demand.json'
  require 'own' '2' 'pip-ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-ng-vnet-demand' '2025-05-01' 'bodies/002-create-pip-ng-vnet-demand.json'
  require 'own' '3' 'ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/natGateways/ng-vnet-demand' '2025-05-01' 'bodies/003-create-ng-vnet-demand.json'
  require 'own' '4' 'AzureBastionSubnet' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/AzureBastionSubnet' '2025-05-01' 'bodies/004-create-AzureBastionSubnet.json'
  require 'own' '5' 'snet-endpoints' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-endpoints' '2025-05-01' 'bodies/005-create-snet-endpoints.json'
  require 'own' '6' 'snet-jumpbox' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-jumpbox' '2025-05-01' 'bodies/006-create-snet-jumpbox.json'
  require 'own' '7' 'snet-training' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-training' '2025-05-01' 'bodies/007-update-snet-training.json'
  require 'own' '8' 'bas-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/bastionHosts/bas-mlw-demand' '2025-05-01' 'bodies/008-create-bas-mlw-demand.json'
  require 'own' '9' 'nic-vm-jump' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/networkInterfaces/nic-vm-jump' '2025-05-01' 'bodies/009-create-nic-vm-jump.json'
  require 'own' '10' 'vm-jump' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Compute/virtualMachines/vm-jump' '2026-04-01' 'bodies/010-create-vm-jump.json'
  require 'own' '11' 'ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand' '2021-09-01' 'bodies/011-create-ampls-mlw-demand.json'
  require 'own' '12' 'scoped-appi-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-appi-demand' '2021-09-01' 'bodies/012-create-scoped-appi-demand.json'
  require 'own' '13' 'scoped-log-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-log-demand' '2021-09-01' 'bodies/013-create-scoped-log-demand.json'
  require 'own' '14' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/014-update-crdemand.json'
  require 'own' '15' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/015-update-stdemand.json'
  require 'own' '16' 'privatelink.agentsvc.azure-automation.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.agentsvc.azure-automation.net' '2024-06-01' 'bodies/016-create-privatelink-agentsvc-azure-automation-net.json'
  require 'own' '17' 'privatelink.api.azureml.ms' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms' '2024-06-01' 'bodies/017-create-privatelink-api-azureml-ms.json'
  require 'own' '18' 'privatelink.azurecr.io' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io' '2024-06-01' 'bodies/018-create-privatelink-azurecr-io.json'
  require 'own' '19' 'privatelink.blob.core.windows.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net' '2024-06-01' 'bodies/019-create-privatelink-blob-core-windows-net.json'
  require 'own' '20' 'privatelink.file.core.windows.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net' '2024-06-01' 'bodies/020-create-privatelink-file-core-windows-net.json'
  require 'own' '21' 'privatelink.monitor.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.monitor.azure.com' '2024-06-01' 'bodies/021-create-privatelink-monitor-azure-com.json'
  require 'own' '22' 'privatelink.notebooks.azure.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net' '2024-06-01' 'bodies/022-create-privatelink-notebooks-azure-net.json'
  require 'own' '23' 'privatelink.ods.opinsights.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.ods.opinsights.azure.com' '2024-06-01' 'bodies/023-create-privatelink-ods-opinsights-azure-com.json'
  require 'own' '24' 'privatelink.oms.opinsights.azure.com' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.oms.opinsights.azure.com' '2024-06-01' 'bodies/024-create-privatelink-oms-opinsights-azure-com.json'
  require 'own' '25' 'privatelink.vaultcore.azure.net' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net' '2024-06-01' 'bodies/025-create-privatelink-vaultcore-azure-net.json'
  require 'own' '26' 'pep-ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand' '2025-05-01' 'bodies/026-create-pep-ampls-mlw-demand.json'
  require 'own' '27' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/027-create-default.json'
  require 'own' '28' 'pep-crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand' '2025-05-01' 'bodies/028-create-pep-crdemand.json'
  require 'own' '29' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/029-create-default.json'
  require 'own' '30' 'pep-kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand' '2025-05-01' 'bodies/030-create-pep-kv-demand.json'
  require 'own' '31' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/031-create-default.json'
  require 'own' '32' 'pep-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand' '2025-05-01' 'bodies/032-create-pep-mlw-demand.json'
  require 'own' '33' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand/privateDnsZoneGroups/default' '2025-05-01' 'bodies/033-create-default.json'
  require 'own' '34' 'pep-stdemand-blob' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob' '2025-05-01' 'bodies/034-create-pep-stdemand-blob.json'
  require 'own' '35' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob/privateDnsZoneGroups/default' '2025-05-01' 'bodies/035-create-default.json'
  require 'own' '36' 'pep-stdemand-file' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file' '2025-05-01' 'bodies/036-create-pep-stdemand-file.json'
  require 'own' '37' 'default' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file/privateDnsZoneGroups/default' '2025-05-01' 'bodies/037-create-default.json'
  require 'own' '38' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.agentsvc.azure-automation.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/038-create-lnk-vnet-demand.json'
  require 'own' '39' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/039-create-lnk-vnet-demand.json'
  require 'own' '40' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/040-create-lnk-vnet-demand.json'
  require 'own' '41' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/041-create-lnk-vnet-demand.json'
  require 'own' '42' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/042-create-lnk-vnet-demand.json'
  require 'own' '43' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.monitor.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/043-create-lnk-vnet-demand.json'
  require 'own' '44' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/044-create-lnk-vnet-demand.json'
  require 'own' '45' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.ods.opinsights.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/045-create-lnk-vnet-demand.json'
  require 'own' '46' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.oms.opinsights.azure.com/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/046-create-lnk-vnet-demand.json'
  require 'own' '47' 'lnk-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net/virtualNetworkLinks/lnk-vnet-demand' '2024-06-01' 'bodies/047-create-lnk-vnet-demand.json'
  require 'own' '48' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/048-update-mlw-demand.json'
  task '49' 'Assign AcrPull on crdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role AcrPull on crdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand/tasks/assign-AcrPull)'
  task '50' 'Assign Storage Blob Data Contributor on stdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role Storage Blob Data Contributor on stdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand/tasks/assign-StorageBlobDataContributor)'
  # 51. Container registry: ACR-03, ACR-08, ACR-30
  change 'patch' '51' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/051-update-crdemand.json'
  # 52. Key vault: KV-02, KV-04
  change 'patch' '52' 'kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.KeyVault/vaults/kv-demand' '2024-11-01' 'bodies/052-update-kv-demand.json'
  # 53. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'patch' '53' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/053-update-stdemand.json'
  # 54. Workspace: WKSP-01
  change 'patch' '54' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/054-update-mlw-demand.json'
}

arguments "$@"
tools
account AzureCloud '7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10'
"$phase"
ends
