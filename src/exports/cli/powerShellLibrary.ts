import { scriptWords } from './messages.en.ts'
import { powerShellText } from './quoting.ts'

/** A sentence as PowerShell fills it in: `{0}` for the first `%s`. */
function say(word: keyof typeof scriptWords): string {
  const pieces = scriptWords[word].replaceAll(/[{}]/g, '$&$&').split('%s')
  return powerShellText(pieces.map((piece, index) => (index === 0 ? piece : `{${index - 1}}${piece}`)).join(''))
}

/** `lib/changes.ps1`: the same for every plan. */
export const powerShellLibrary = String.raw`# Reads, compares, sends and waits for one change after the other. Read by deploy.ps1, which holds the changes.

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
  Write-Host (${say('wouldStop')} + ($Format -f $args))
}

function Start-Phase {
  if ($Phase -notin 'prepare', 'lockdown') { Exit-Script ${say('usagePowerShell')} }
  Tell $(if ($DryRun) { ${say('rehearses')} } else { ${say('begins')} }) $Phase
}

function Assert-Tools {
  foreach ($tool in 'az', 'jq') {
    if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { Exit-Script ${say('toolMissing')} $tool }
  }
}

function Assert-Account([string]$Cloud, [string]$Subscription) {
  $found = az account show --subscription $Subscription --query environmentName --output tsv 2>"$work/error"
  if ($LASTEXITCODE -ne 0) { Exit-Script ${say('notSignedIn')} $Subscription }
  if ($found -ne $Cloud) { Exit-Script ${say('otherCloud')} $found $Cloud }
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
    if (-not [Environment]::GetEnvironmentVariable($variable)) { Exit-Script ${say('secretMissing')} $script:number $script:name $variable }
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
      Stop-Change ${say('unread')} $Number $Name (Get-Error)
      break
    }
    $stand = Get-Answer '--raw-output' stand
    if ($stand -eq 'done') {
      Tell $(if ($sent) { ${say('done')} } else { ${say('asWanted')} }) $Number $Name
      break
    }
    if ($stand -eq 'busy') { continue }
    if ($stand -eq 'stuck') {
      Stop-Change ${say('stuck')} $Number $Name
      break
    }
    if ($stand -in 'write', 'failed') {
      if ($DryRun) {
        Tell ${say('wouldSend')} $Number $Name "$($script:method) $Url"
        if ($Verb -in 'create', 'patch', 'put') { Get-Answer '--ascii-output' body | Write-Host }
        break
      }
      if ($stand -eq 'failed') {
        $again++
        if ($again -gt 2) { Stop-Change ${say('failed')} $Number $Name }
      } elseif ($sent) { continue }
      if (Send-Change) {
        $sent = $true
        Tell ${say('sent')} $Number $Name $script:method
      } else {
        $again++
        if (-not (Test-Passing) -or $again -ge 12) { Stop-Change ${say('refused')} $Number $Name (Get-Error) }
      }
      continue
    }
    if ($sent) { continue }
    Stop-Change ${say('differs')} $Number $Name ($stand -replace '^otherwise ', '')
    break
  }
  $script:secrets = @()
  if ($turn -ge $most) { Exit-Script ${say('waitedEnough')} $Number $Name }
}

# Assert-Resource own|other NUMBER NAME URL VERSION FILE: what has to be there already, made by this script or by another team's.
function Assert-Resource([string]$Whose, [string]$Number, [string]$Name, [string]$Url, [string]$Version, [string]$File, [string]$Action = '') {
  $script:number = $Number; $script:name = $Name; $script:url = $Url; $script:version = $Version; $script:file = $File
  if ($Number -in ($Did -split ',')) {
    Tell ${say('takenForDone')} $Number $Name
    return
  }
  if (-not (Read-Resource)) {
    if ($Whose -eq 'own') { Stop-Change ${say('unread')} $Number $Name (Get-Error) } else { Stop-Change ${say('unreadElsewhere')} $Number $Name (Get-Error) $Number }
    return
  }
  if ((Get-Answer '--raw-output' stand) -ne 'done') {
    if ($Whose -eq 'own') { Stop-Change ${say('notPrepared')} $Number $Name } else { Stop-Change ${say('notPreparedElsewhere')} $Number $Name }
  } elseif ($Phase -eq 'lockdown' -and (Get-Answer '--raw-output' ready) -ne 'true') {
    Stop-Change ${say('notReady')} $Number $Name
  }
}

# Wait-Task NUMBER TEXT: what people do.
function Wait-Task([string]$Number, [string]$Text) {
  if ($Number -in ($Did -split ',')) { return }
  Tell ${say('task')} $Number $Text
  Stop-Change ${say('taskOpen')} $Number
}

function Complete-Phase {
  if ($DryRun) { Tell ${say('endsRehearsed')} } else { Tell ${say('ends')} $Phase }
}
`
