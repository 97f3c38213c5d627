# Reads, compares, sends and waits for one change after the other. Read by deploy.ps1, which holds the changes.

$pause = $env:RINGFENCE_PAUSE ?? 5   # seconds between two looks
$most = 720   # looks at one change: an hour
$script:secrets = @()
$work = (New-Item -ItemType Directory -Path ([IO.Path]::GetTempPath()) -Name ([Guid]::NewGuid())).FullName
$OutputEncoding = [Text.UTF8Encoding]::new($false)
$PSNativeCommandUseErrorActionPreference = $false

# Tell FORMAT VALUES...: one line for people.
function Tell([string]$Format) { Write-Host ($Format -f $args) }

# Exit-Script FORMAT VALUES...: ends with what happened, what did not, and what to do next.
function Exit-Script([string]$Format) {
  [Console]::Error.WriteLine(($Format -f $args))
  exit 3
}

# Stop-Change FORMAT VALUES...: the same for a change; a dry run only says so.
function Stop-Change([string]$Format) {
  if (-not $DryRun) { Exit-Script $Format @args }
  Write-Host ('Would stop here: ' + ($Format -f $args))
}

function Start-Phase {
  if ($Phase -notin 'prepare', 'lockdown') { Exit-Script 'Usage: deploy.ps1 prepare|lockdown [-DryRun] [-Did 3,7]' }
  Tell $(if ($DryRun) { 'Phase {0}, dry run: resources are read and nothing is sent.' } else { 'Phase {0}.' }) $Phase
}

function Assert-Tools {
  foreach ($tool in 'az', 'jq') {
    if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { Exit-Script 'This script needs {0}, which was not found. Nothing was sent. Next: install it and run the script again.' $tool }
  }
}

function Assert-Account([string]$Cloud, [string]$Subscription) {
  $found = az account show --subscription $Subscription --query environmentName --output tsv 2>"$work/error"
  if ($LASTEXITCODE -ne 0) { Exit-Script 'az cannot see subscription {0}. Nothing was sent. Next: az login with an account that can, then run the script again.' $Subscription }
  if ($found -ne $Cloud) { Exit-Script 'az is signed in to {0}; the plan is for {1}. Nothing was sent. Next: az cloud set and az login, then run the script again.' $found $Cloud }
}

# Get-Answer --raw-output|--ascii-output QUESTION: lib/changes.jq about the resource as it was just read.
function Get-Answer([string]$Form, [string]$Question) {
  jq $Form --null-input --arg ask $Question --arg number $script:number --slurpfile expected expected.json --slurpfile fresh "$work/fresh.json" --slurpfile body $script:file --from-file lib/changes.jq
  if ($LASTEXITCODE -ne 0) { throw 'jq' }
}

function Get-Error {
  $said = (Get-Content "$work/error" -Raw) -replace '\s+', ' '
  if ($said.Length -gt 600) { $said.Substring(0, 600) } else { $said }
}

# What Azure says when the same request may be sent again a little later.
function Test-Passing {
  (Get-Content "$work/error" -Raw) -match 'Too Many Requests|Request Timeout|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Connection (aborted|refused|reset)|timed out|OperationInProgress|RetryableError|ResourceNotProvisioned|ParentResourceNotFound|PrincipalNotFound'
}

# Reads the resource; null where it is not there. A 404 of its group or subscription says nothing of it.
function Read-Resource {
  az rest --method get --url "$($script:url)?api-version=$($script:version)" --output-file "$work/fresh.json" --output none 2>"$work/error"
  if ($LASTEXITCODE -eq 0) { return $true }
  $said = Get-Content "$work/error" -Raw
  if ($said -match 'Not Found' -and $said -notmatch 'SubscriptionNotFound|ResourceGroupNotFound') {
    Set-Content "$work/fresh.json" 'null'
    return $true
  }
  return $false
}

# Read-Secret VARIABLE DESCRIPTION: a value that the next change needs, from the environment or from the keyboard; no file holds it.
function Read-Secret([string]$Variable, [string]$Description) {
  $script:secrets += $Variable
  if (-not $DryRun -and -not [Environment]::GetEnvironmentVariable($Variable) -and [Environment]::UserInteractive -and -not [Console]::IsInputRedirected) {
    [Environment]::SetEnvironmentVariable($Variable, (Read-Host $Description -MaskInput))
  }
}

# Sends the change. Its body is made from the resource as it was just read; one with a secret in it goes through a pipe, not through a file.
function Send-Change {
  foreach ($variable in $script:secrets) {
    if (-not [Environment]::GetEnvironmentVariable($variable)) { Exit-Script 'Change {0}, {1}, needs a value. It was not changed. Next: put the value into the environment variable {2} and run the script again.' $script:number $script:name $variable }
  }
  Get-Answer '--ascii-output' headers | Set-Content "$work/headers.json"
  $address = "$($script:url)?api-version=$($script:version)"
  switch ($script:verb) {
    'delete' { az rest --method delete --url $address --output none 2>"$work/error" }
    'action' { az rest --method post --url "$($script:url)/$($script:action)?api-version=$($script:version)" --output none 2>"$work/error" }
    default {
      if ($script:secrets) {
        Get-Answer '--ascii-output' body | az rest --method $script:method --url $address --headers "@$work/headers.json" --output none --body '@-' 2>"$work/error"
      } else {
        Get-Answer '--ascii-output' body | Set-Content "$work/body.json"
        az rest --method $script:method --url $address --headers "@$work/headers.json" --output none --body "@$work/body.json" 2>"$work/error"
      }
    }
  }
  return $LASTEXITCODE -eq 0
}

# Update-Resource create|patch|put|delete|action NUMBER NAME URL VERSION FILE [ACTION]: until the resource is as wanted.
function Update-Resource([string]$Verb, [string]$Number, [string]$Name, [string]$Url, [string]$Version, [string]$File, [string]$Action = '') {
  $script:verb = $Verb; $script:number = $Number; $script:name = $Name; $script:url = $Url; $script:version = $Version; $script:file = $File; $script:action = $Action
  $script:method = switch ($Verb) { 'create' { 'put' } 'action' { 'post' } default { $Verb } }
  $sent = $false
  $again = 0
  for ($turn = 0; $turn -lt $most; $turn++) {
    if ($turn -gt 0) { Start-Sleep -Seconds $pause }
    if (-not (Read-Resource)) {
      $again++
      if ((Test-Passing) -and $again -lt 12) { continue }
      Stop-Change 'Change {0}, {1}, could not be read, and it was not changed. Azure said: {2} Next: see to it, then run the script again.' $Number $Name (Get-Error)
      break
    }
    $stand = Get-Answer '--raw-output' stand
    if ($stand -eq 'done') {
      Tell $(if ($sent) { '{0} {1}: done' } else { '{0} {1}: as wanted already' }) $Number $Name
      break
    }
    if ($stand -eq 'busy') { continue }
    if ($stand -eq 'stuck') {
      Stop-Change 'Change {0}, {1}, is a private endpoint that Azure calls failed; it cannot be written again. It was not changed. Next: delete it, then run the script again.' $Number $Name
      break
    }
    if ($stand -in 'write', 'failed') {
      if ($DryRun) {
        Tell '{0} {1}: would send {2}' $Number $Name "$($script:method) $Url"
        if ($Verb -in 'create', 'patch', 'put') { Get-Answer '--ascii-output' body | Write-Host }
        break
      }
      if ($stand -eq 'failed') {
        $again++
        if ($again -gt 2) { Stop-Change 'Change {0}, {1}, was sent and Azure calls the resource failed. What it is now can be seen in the portal. Next: see to it there, then run the script again.' $Number $Name }
      } elseif ($sent) { continue }
      if (Send-Change) {
        $sent = $true
        Tell '{0} {1}: {2} sent' $Number $Name $script:method
      } else {
        $again++
        if (-not (Test-Passing) -or $again -ge 12) { Stop-Change 'Change {0}, {1}, was not taken. Azure said: {2} Next: see to it, then run the script again.' $Number $Name (Get-Error) }
      }
      continue
    }
    if ($sent) { continue }
    Stop-Change 'Change {0}, {1}, is neither as it was read nor as wanted: {2}. It was not changed. Next: read the estate again and make these files anew.' $Number $Name ($stand -replace '^otherwise ', '')
    break
  }
  $script:secrets = @()
  if ($turn -ge $most) { Exit-Script 'Change {0}, {1}, is not as wanted yet, long after it was sent. Azure may still be at work. Next: run the script again later.' $Number $Name }
}

# Assert-Resource own|other NUMBER NAME URL VERSION FILE: what has to be there already, made by this script or by another team's.
function Assert-Resource([string]$Whose, [string]$Number, [string]$Name, [string]$Url, [string]$Version, [string]$File, [string]$Action = '') {
  $script:number = $Number; $script:name = $Name; $script:url = $Url; $script:version = $Version; $script:file = $File
  if ($Number -in ($Did -split ',')) {
    Tell '{0} {1}: done, as you say' $Number $Name
    return
  }
  if (-not (Read-Resource)) {
    if ($Whose -eq 'own') { Stop-Change 'Change {0}, {1}, could not be read, and it was not changed. Azure said: {2} Next: see to it, then run the script again.' $Number $Name (Get-Error) } else { Stop-Change 'Change {0}, {1}, belongs to another team and could not be read. Nothing of it was changed. Azure said: {2} Next: get the role Reader there, or, when that team says that it is done, run the script again with --did (PowerShell: -Did) and the number {3}.' $Number $Name (Get-Error) $Number }
    return
  }
  if ((Get-Answer '--raw-output' stand) -ne 'done') {
    if ($Whose -eq 'own') { Stop-Change 'Phase prepare is not done: change {0}, {1}, is missing or not as wanted. Nothing of it was closed. Next: run this script with prepare.' $Number $Name } else { Stop-Change 'Change {0}, {1}, belongs to another team and is missing or not as wanted. It was not changed. Next: have that team run its script, then run this one again.' $Number $Name }
  } elseif ($Phase -eq 'lockdown' -and (Get-Answer '--raw-output' ready) -ne 'true') {
    Stop-Change 'Change {0}, {1}, is there and of no use yet: the endpoint is not approved, or its names have no records. Nothing of it was closed. Next: see to that, then run the script again.' $Number $Name
  }
}

# Wait-Task NUMBER TEXT: what people do.
function Wait-Task([string]$Number, [string]$Text) {
  if ($Number -in ($Did -split ',')) { return }
  Tell 'Task {0}, by hand: {1}' $Number $Text
  Stop-Change 'Task {0} is done by people and no interface tells. What comes after it was not changed. Next: do it, then run the script again with --did (PowerShell: -Did) and its number.' $Number
}

function Complete-Phase {
  if ($DryRun) { Tell 'Nothing was sent.' } else { Tell 'Phase {0} is done.' $Phase }
}
