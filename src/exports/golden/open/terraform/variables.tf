variable "phase" {
  description = "prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested."
  type        = string
  default     = "prepare"

  validation {
    condition     = contains(["prepare", "lockdown"], var.phase)
    error_message = "The phase is prepare or lockdown."
  }
}

variable "resource_groups" {
  description = "Ids of the resource groups in which something is made, by their names."
  type        = map(string)
}

variable "location" {
  description = "Region of the workspace and of what belongs to it."
  type        = string
}

variable "workspace_id" {
  description = "Resource id of the machine learning workspace mlw-demand, which exists already."
  type        = string
}

variable "appi_demand_id" {
  description = "Resource id of the Application Insights resource appi-demand, which exists already."
  type        = string
}

variable "log_demand_id" {
  description = "Resource id of the Log Analytics workspace log-demand, which exists already."
  type        = string
}

variable "crdemand_id" {
  description = "Resource id of the container registry crdemand, which exists already."
  type        = string
}

variable "kv_demand_id" {
  description = "Resource id of the key vault kv-demand, which exists already."
  type        = string
}

variable "stdemand_id" {
  description = "Resource id of the storage account stdemand, which exists already."
  type        = string
}

variable "vnet_demand_id" {
  description = "Resource id of the virtual network vnet-demand, which exists already."
  type        = string
}

variable "vm_jump_user_name" {
  description = "Name of the administrator of vm-jump."
  type        = string
}

variable "jump_box_password" {
  description = "Password of the administrator of the jump box."
  type        = string
  sensitive   = true
  ephemeral   = true
}
