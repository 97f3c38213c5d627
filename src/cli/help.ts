/** What `--help` prints. */
export const helpText = `ringfence: checks and plans the network isolation of an Azure Machine Learning workspace, from Azure or from a snapshot file.

  ringfence workspaces
      prints { "workspaces": [ { id, name, kind, region, ... } ] }, all that the account can see
  ringfence collect --workspace ID --out S.json
      reads the workspace and what belongs to it, and writes the snapshot; only reads, no secrets; names of people
      who created or changed resources stay in it
  ringfence propose --snapshot S.json
      prints proposed choices as JSON
  ringfence schema choices
      prints the JSON Schema of a choices file
  ringfence assess --snapshot S.json [--choices C.json]
      prints { "findings": [ { rule, requirement, also?, level, verdict?, at, data } ] }
      without --choices: the estate as read, judged as if nothing had been answered; with: the estate as it would be
  ringfence plan --snapshot S.json [--choices C.json]
      prints { "plan": DIGEST, "changes": [ ... ] }, the changes in their order, phase prepare before phase lockdown
  ringfence export --snapshot S.json [--choices C.json] --format bicep|arm|terraform|cli --out DIR
      writes the files and prints their names and what they omit
  ringfence report --snapshot S.json [--choices C.json] --format markdown|sarif
      prints the findings, and with choices the plan, as Markdown or as SARIF 2.1.0
  ringfence link --snapshot S.json [--choices C.json] [--names] [--out FILE.review.ringfence]
      prints the part of a review link that follows the page's address, with pseudonyms unless --names; says what is in it on standard error
  ringfence open-link LINK|FILE
      prints what the page shows of a review link, and whether this version plans the same
  ringfence apply --workspace ID --choices C.json [--phase prepare|lockdown] [--yes-way-in] [--digest D] [--journal FILE]
      carries the plan out through ARM: adds first, closes last and only on evidence; prints how it ended as JSON, progress on standard error
      run again, it goes on with the run in the journal file; nothing is sent twice
  ringfence verify --snapshot NEW.json --before OLD.json --choices C.json
      prints what of a plan is not as wanted in a later snapshot, what is left, and what of it could not be read
  ringfence diagnose --report FILE
      prints { "results": [ { level, list, code, message, step } ] } of a report of workspace diagnostics, the worst first

  --snapshot FILE  a snapshot saved by the page or by collect (JSON, "ringfence": 1); - reads standard input
  --choices FILE   answers as "propose" prints them; plan, export and link without it use the proposal and print it to standard error
  --report FILE    workspace diagnostics as REST answers them or Python prints the SDK's; camelCase and snake_case are read
  --workspace ID   a resource id, or the address of the workspace in the portal or the studio
  --cloud NAME     AzureCloud, AzureUSGovernment or AzureChinaCloud; without it the cloud of the address, else AzureCloud
  --token-env NAME the environment variable with an access token for ARM; without it: az account get-access-token
  --arm ORIGIN     another ARM, such as http://localhost:PORT of the local sample Azure
  --phase NAME     prepare ends before the first closing; lockdown prepares nothing; without it both
  --yes-way-in     you tried the way in that stays, and closings may go out; counts for this call alone, and the workspace, which closes last, needs a call after all else is closed
  --did N[,N]      tasks by hand that are done, by their numbers in the plan
  --secret-env PARAMETER=NAME  a value that no plan holds, such as a jump box password, from an environment variable; may be repeated
  --digest D       refuses every other plan than the one that "plan" printed as "plan", also when a run goes on
  --journal FILE   where the run is written down, without secrets; without it WORKSPACE.ringfence-journal here
  --passphrase-env NAME the environment variable with the passphrase of a link
  --help, --version

workspaces and collect ask Azure, apply also writes; all else works on files. Progress and what could not be read go to standard error.
Levels: must, should, info. A finding with "verdict": "unknown" could not be judged; it is never counted as kept or broken.
Exit code: 0 clean, done, prepared as asked, or a snapshot written; 2 findings at level must in the picture asked about, differences, or a diagnosis with an error; 3 paused, with one next action,
or verify could not say it, since something was not read; 1 an error, told in one line on standard error; a run that had begun is in the journal.`
