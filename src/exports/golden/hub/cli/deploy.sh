#!/usr/bin/env bash
# Private networking of mlw-demand: the changes planned from the estate as read at 2026-11-23T08:00:00Z, in their order.
# Reads each resource before it is written, leaves alone what is as wanted, and stops where somebody changed it meanwhile. Running it again is harmless.
# Needs: az, signed in, and jq. Writes through az rest; holds no key, token or password.

set -euo pipefail
cd "$(dirname "$0")"
. lib/changes.sh

prepare() {
  # 1. Required public internet access: NET-23, NET-24
  change 'create' '1' 'pip-ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-ng-vnet-demand' '2025-05-01' 'bodies/001-create-pip-ng-vnet-demand.json'
  # 2. Required public internet access: NET-23, NET-24
  change 'create' '2' 'ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/natGateways/ng-vnet-demand' '2025-05-01' 'bodies/002-create-ng-vnet-demand.json'
  # 3. Address space
  change 'create' '3' 'snet-endpoints' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-endpoints' '2025-05-01' 'bodies/003-create-snet-endpoints.json'
  # 4. Required public internet access: NET-24
  change 'put' '4' 'snet-training' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-training' '2025-05-01' 'bodies/004-update-snet-training.json'
  # 5. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '5' 'ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand' '2021-09-01' 'bodies/005-create-ampls-mlw-demand.json'
  # 6. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '6' 'scoped-appi-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-appi-demand' '2021-09-01' 'bodies/006-create-scoped-appi-demand.json'
  # 7. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '7' 'scoped-log-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-log-demand' '2021-09-01' 'bodies/007-create-scoped-log-demand.json'
  # 8. Container registry: ACR-03, ACR-08, ACR-30
  change 'patch' '8' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/008-update-crdemand.json'
  # 9. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'patch' '9' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/009-update-stdemand.json'
  # 10. Azure Monitor and Application Insights: MON-05, MON-23
  change 'create' '10' 'pep-ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand' '2025-05-01' 'bodies/010-create-pep-ampls-mlw-demand.json'
  # 11. Azure Monitor and Application Insights: MON-05, MON-23
  task '11' 'Write the DNS records of a private endpoint: pep-ampls-mlw-demand. Another team writes them. Zones: privatelink.monitor.azure.com, privatelink.oms.opinsights.azure.com, privatelink.ods.opinsights.azure.com, privatelink.agentsvc.azure-automation.net, privatelink.blob.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand/tasks/writeRecords)'
  # 12. Container registry: ACR-03, ACR-08, ACR-30
  change 'create' '12' 'pep-crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand' '2025-05-01' 'bodies/012-create-pep-crdemand.json'
  # 13. Container registry: ACR-03, ACR-08, ACR-30
  task '13' 'Write the DNS records of a private endpoint: pep-crdemand. Another team writes them. Zones: privatelink.azurecr.io. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand/tasks/writeRecords)'
  # 14. Key vault: KV-02, KV-04
  change 'create' '14' 'pep-kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand' '2025-05-01' 'bodies/014-create-pep-kv-demand.json'
  # 15. Key vault: KV-02, KV-04
  task '15' 'Write the DNS records of a private endpoint: pep-kv-demand. Another team writes them. Zones: privatelink.vaultcore.azure.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand/tasks/writeRecords)'
  # 16. Workspace: WKSP-01
  change 'create' '16' 'pep-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand' '2025-05-01' 'bodies/016-create-pep-mlw-demand.json'
  # 17. Workspace: WKSP-01
  task '17' 'Write the DNS records of a private endpoint: pep-mlw-demand. Another team writes them. Zones: privatelink.api.azureml.ms, privatelink.notebooks.azure.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand/tasks/writeRecords)'
  # 18. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '18' 'pep-stdemand-blob' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob' '2025-05-01' 'bodies/018-create-pep-stdemand-blob.json'
  # 19. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  task '19' 'Write the DNS records of a private endpoint: pep-stdemand-blob. Another team writes them. Zones: privatelink.blob.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob/tasks/writeRecords)'
  # 20. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'create' '20' 'pep-stdemand-file' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file' '2025-05-01' 'bodies/020-create-pep-stdemand-file.json'
  # 21. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  task '21' 'Write the DNS records of a private endpoint: pep-stdemand-file. Another team writes them. Zones: privatelink.file.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file/tasks/writeRecords)'
  # 22. Workspace: WKSP-01
  change 'patch' '22' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/022-update-mlw-demand.json'
  # 23. Container registry: ACR-03, ACR-08, ACR-30
  task '23' 'Assign AcrPull on crdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role AcrPull on crdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand/tasks/assign-AcrPull)'
  # 24. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  task '24' 'Assign Storage Blob Data Contributor on stdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role Storage Blob Data Contributor on stdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand/tasks/assign-StorageBlobDataContributor)'
}

lockdown() {
  # Phase prepare has to be done before anything is closed.
  require 'own' '1' 'pip-ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/publicIPAddresses/pip-ng-vnet-demand' '2025-05-01' 'bodies/001-create-pip-ng-vnet-demand.json'
  require 'own' '2' 'ng-vnet-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/natGateways/ng-vnet-demand' '2025-05-01' 'bodies/002-create-ng-vnet-demand.json'
  require 'own' '3' 'snet-endpoints' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-endpoints' '2025-05-01' 'bodies/003-create-snet-endpoints.json'
  require 'own' '4' 'snet-training' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand/subnets/snet-training' '2025-05-01' 'bodies/004-update-snet-training.json'
  require 'own' '5' 'ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand' '2021-09-01' 'bodies/005-create-ampls-mlw-demand.json'
  require 'own' '6' 'scoped-appi-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-appi-demand' '2021-09-01' 'bodies/006-create-scoped-appi-demand.json'
  require 'own' '7' 'scoped-log-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand/scopedResources/scoped-log-demand' '2021-09-01' 'bodies/007-create-scoped-log-demand.json'
  require 'own' '8' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/008-update-crdemand.json'
  require 'own' '9' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/009-update-stdemand.json'
  require 'own' '10' 'pep-ampls-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand' '2025-05-01' 'bodies/010-create-pep-ampls-mlw-demand.json'
  task '11' 'Write the DNS records of a private endpoint: pep-ampls-mlw-demand. Another team writes them. Zones: privatelink.monitor.azure.com, privatelink.oms.opinsights.azure.com, privatelink.ods.opinsights.azure.com, privatelink.agentsvc.azure-automation.net, privatelink.blob.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-ampls-mlw-demand/tasks/writeRecords)'
  require 'own' '12' 'pep-crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand' '2025-05-01' 'bodies/012-create-pep-crdemand.json'
  task '13' 'Write the DNS records of a private endpoint: pep-crdemand. Another team writes them. Zones: privatelink.azurecr.io. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-crdemand/tasks/writeRecords)'
  require 'own' '14' 'pep-kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand' '2025-05-01' 'bodies/014-create-pep-kv-demand.json'
  task '15' 'Write the DNS records of a private endpoint: pep-kv-demand. Another team writes them. Zones: privatelink.vaultcore.azure.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-kv-demand/tasks/writeRecords)'
  require 'own' '16' 'pep-mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand' '2025-05-01' 'bodies/016-create-pep-mlw-demand.json'
  task '17' 'Write the DNS records of a private endpoint: pep-mlw-demand. Another team writes them. Zones: privatelink.api.azureml.ms, privatelink.notebooks.azure.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-mlw-demand/tasks/writeRecords)'
  require 'own' '18' 'pep-stdemand-blob' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob' '2025-05-01' 'bodies/018-create-pep-stdemand-blob.json'
  task '19' 'Write the DNS records of a private endpoint: pep-stdemand-blob. Another team writes them. Zones: privatelink.blob.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob/tasks/writeRecords)'
  require 'own' '20' 'pep-stdemand-file' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file' '2025-05-01' 'bodies/020-create-pep-stdemand-file.json'
  task '21' 'Write the DNS records of a private endpoint: pep-stdemand-file. Another team writes them. Zones: privatelink.file.core.windows.net. Check afterwards that each name resolves to the endpoint’s address. Commands for it: SN-12 in snippets.md. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/privateEndpoints/pep-stdemand-file/tasks/writeRecords)'
  require 'own' '22' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/022-update-mlw-demand.json'
  task '23' 'Assign AcrPull on crdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role AcrPull on crdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand/tasks/assign-AcrPull)'
  task '24' 'Assign Storage Blob Data Contributor on stdemand. Give the workspace’s own identity (object id 9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926) the role Storage Blob Data Contributor on stdemand. Whether it holds it already was not readable. (/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand/tasks/assign-StorageBlobDataContributor)'
  # 25. Container registry: ACR-03, ACR-08, ACR-30
  change 'patch' '25' 'crdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand' '2025-11-01' 'bodies/025-update-crdemand.json'
  # 26. Key vault: KV-02, KV-04
  change 'patch' '26' 'kv-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.KeyVault/vaults/kv-demand' '2024-11-01' 'bodies/026-update-kv-demand.json'
  # 27. Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
  change 'patch' '27' 'stdemand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand' '2025-06-01' 'bodies/027-update-stdemand.json'
  # 28. Workspace: WKSP-01
  change 'patch' '28' 'mlw-demand' '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand' '2025-06-01' 'bodies/028-update-mlw-demand.json'
}

arguments "$@"
tools
account AzureCloud '7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10'
"$phase"
ends
