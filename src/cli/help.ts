/** What `--help` prints. */
export const helpText = `ringfence: checks and plans the network isolation of an Azure Machine Learning workspace from a snapshot file.

  ringfence propose --snapshot S.json
      prints proposed choices as JSON
  ringfence schema choices
      prints the JSON Schema of a choices file
  ringfence assess --snapshot S.json [--choices C.json]
      prints { "findings": [ { rule, requirement, also?, level, verdict?, at, data } ] }
      without --choices: the estate as read, judged as if nothing had been answered; with: the estate as it would be
  ringfence plan --snapshot S.json [--choices C.json]
      prints { "changes": [ ... ] } in their order, phase prepare before phase lockdown
  ringfence export --snapshot S.json [--choices C.json] --format bicep|arm --out DIR
      writes the files and prints their names and what they omit

  --snapshot FILE  a snapshot saved by the page (JSON, "ringfence": 1)
  --choices FILE   answers as "propose" prints them; plan and export without it use the proposal and print it to standard error
  --help, --version

Levels: must, should, info. A finding with "verdict": "unknown" could not be judged; it is never counted as kept or broken.
Exit code: 0 clean; 2 findings at level must in the picture asked about; 1 an error, told in one line on standard error.`
