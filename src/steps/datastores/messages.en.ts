import type { StepMessages } from '../messages.ts'
import type { PlaceData } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import type { DatastoresChoices } from './choices.ts'
import type { rules } from './rules.ts'

const ifStudio = ({ condition }: PlaceData): string => (condition === 'studio' ? 'If the studio is used: ' : '')

/** The words of the datastores' step. */
export const messages = {
  title: 'Datastores',
  intro: 'Azure Machine Learning tries a datastore or dataset when it is registered. From outside the network that fails, so the article skips it for some kinds.',
  section: 'Datastores and datasets',
  questions: {
    kinds: {
      title: 'Which kinds of datastore do people here register by script?',
      why: 'Azure records only those that exist, and no databases. For each kind that is named, the step shows what to run.',
      answers: {
        AzureBlob: { label: 'Azure Blob storage', caption: 'Validation has to be skipped.' },
        AzureFile: { label: 'Azure file share', caption: 'Validation has to be skipped.' },
        AzureDataLakeGen1: { label: 'Azure Data Lake Store Gen1', caption: 'Retired on 2024-02-29: a new one cannot work.' },
        AzureDataLakeGen2: { label: 'Azure Data Lake Store Gen2', caption: 'Nothing to do: validation is skipped by default.' },
        AzureSqlDatabase: { label: 'Azure SQL Database', caption: 'Validation has to be skipped. Exists in the v1 SDK only.' },
        AzurePostgreSql: { label: 'PostgreSQL', caption: 'Validation has to be skipped. Exists in the v1 SDK only. The single server was retired on 2025-03-28, and whether that SDK takes a flexible server is not documented: try it from inside before you rely on it.' },
      },
    },
    validation: {
      title: 'How are datastores and datasets registered?',
      why: 'With the storage account behind the network, validation from outside cannot reach the data.',
      answers: {
        skip: { label: 'With validation skipped', caption: 'From anywhere. A wrong key or path shows up only when a job runs.' },
        fromInside: { label: 'From inside the network only', caption: 'Validation stays on; scripts run on a machine or compute in the network.' },
      },
    },
    studioIdentity: {
      title: 'How does the studio read the datastores?',
      why: 'For previews the studio reads data itself. Behind a closed firewall it needs the workspace identity, also on both default stores.',
      answers: {
        workspaceIdentity: { label: 'With the workspace identity', caption: 'A task by hand for each datastore, only if the studio is used. Designer and automated ML need it on the default stores.' },
        keep: { label: 'As it is now', caption: 'Previews in the studio fail once the account is closed.' },
      },
    },
  },
  because: {
    registered: () => 'Proposed because datastores of these kinds exist here.',
    article: () => 'Proposed because the article skips validation for data behind the network.',
    closedAccounts: () => 'Proposed because previews stop otherwise once the accounts are closed.',
  },
  notes: {
    'DATA-04': 'Data Lake Store Gen1 and Gen2 skip validation by default; nothing has to be done for them.',
    'DATA-07': 'MySQL and Databricks file system datastores are not classified by the article.',
    'DATA-14': 'For the studio, Data Lake Gen1 knows POSIX access lists only; Gen2 takes roles or lists.',
    'DATA-20': 'Sample data of the designer cannot be reached from a network. Use data of your own; intermediate output needs an account that is reachable with the identity.',
    'DATA-21': 'With REST, a datastore is put with the query parameter skipValidation=true. That covers Blob, File, Data Lake Gen1 and Gen2 and OneLake; SQL and PostgreSQL exist in the v1 SDK only.',
  },
  rules: {
    'blob-validation-is-decided': {
      title: 'Blob datastores are registered in a way that works',
      what: () => 'Blob datastores are registered here, and nobody has said how, now that the data is behind the network.',
      why: 'Registering one from outside with validation fails.',
      remedy: 'Set skip_validation=True, or register from inside the network.',
    },
    'file-share-validation-is-decided': {
      title: 'File share datastores are registered in a way that works',
      what: () => 'File share datastores are registered here, and nobody has said how, now that the data is behind the network.',
      why: 'Registering one from outside with validation fails.',
      remedy: 'Set skip_validation=True, or register from inside the network.',
    },
    'no-first-generation-lake': {
      title: 'No datastore leads to Data Lake Store Gen1',
      what: (data) => data['datastoreType'] === undefined ? 'A new datastore of Data Lake Store Gen1 is planned.' : 'datastoreType is AzureDataLakeGen1.',
      why: 'The service was retired on 2024-02-29.',
      remedy: 'Use Data Lake Store Gen2.',
    },
    'sql-validation-is-decided': {
      title: 'SQL datastores are registered in a way that works',
      what: () => 'SQL datastores are registered here, and nobody has said how, now that the data is behind the network.',
      why: 'Registering one from outside with validation fails.',
      remedy: 'Set skip_validation=True, or register from inside the network.',
    },
    'postgresql-validation-is-decided': {
      title: 'PostgreSQL datastores are registered in a way that works',
      what: () => 'PostgreSQL datastores are registered here, and nobody has said how, now that the data is behind the network.',
      why: 'Registering one from outside with validation fails.',
      remedy: 'Set skip_validation=True, or register from inside the network.',
    },
    'dataset-validation-is-decided': {
      title: 'Datasets are made in a way that works',
      what: () => 'The data is behind the network, and nobody has said how datasets are made.',
      why: 'Delimited, JSON, Parquet, SQL and file datasets are tried when they are made, which fails from outside.',
      remedy: 'Set validate=False, or make them from inside the network.',
    },
    'skipped-validation-is-made-up-for': {
      title: 'What skipped validation would find is tested otherwise',
      what: () => 'Validation is skipped: a wrong key or path shows up only when a job runs.',
      why: 'Nothing else tries the datastore when it is registered.',
      remedy: 'Test each new datastore from a compute in the network.',
    },
    'datastore-names-are-plain': {
      title: 'Datastore names have lower-case letters, digits and underscores',
      what: (data) => `The name is ${worded(data['name'])}.`,
      why: 'The v1 tools take no other names.',
      remedy: 'Register it again under a name of lower-case letters, digits and underscores.',
    },
    'datastores-hold-no-credentials': {
      title: 'Datastores hold no credentials',
      what: (data) => `credentialsType is ${worded(data['credentialsType'])}.`,
      why: 'Everybody with Reader on the workspace can read stored credentials.',
      remedy: 'Use identity-based access.',
    },
    'studio-reads-datastores-with-the-identity': {
      title: 'The studio reads datastores with the workspace identity',
      what: (data) => `${ifStudio(data)}serviceDataAccessAuthIdentity is None, so previews have no way through the account’s firewall.`,
      why: 'The studio reads data itself for previews.',
      remedy: 'Switch the workspace managed identity on for this datastore.',
    },
    'default-stores-use-the-identity': {
      title: 'Both default stores use the workspace identity',
      what: (data) => `${ifStudio(data)}serviceDataAccessAuthIdentity is None on a default store.`,
      why: 'Deploying from the designer needs it on the default blob store, automated ML on the default file store.',
      remedy: 'Switch the workspace managed identity on for this datastore.',
    },
    'sql-lets-the-studio-in': {
      title: 'The SQL database lets the studio in',
      what: (data) => `${ifStudio(data)}the database needs a contained user for the workspace identity, and its server must not deny public network access. The snapshot does not hold the server.`,
      why: 'The studio reads the database with the workspace identity, from outside the network.',
      remedy: 'Create the user and grant it rights in T-SQL; leave Deny public network access at No, or do without the studio for this data.',
    },
    'computes-reach-the-data': {
      title: 'Computes are where the storage account is reached',
      what: (data) => data['subnet'] === null ? `The compute is in no subnet of yours; ${namesIn(data['account'])} is behind a network.` : `The compute is in ${namesIn(data['subnet'])}, from which ${namesIn(data['account'])} is not reached.`,
      why: 'Scripts that read data run on the compute: it has to be in the network and subnet of the storage.',
      remedy: 'Make the compute again in a subnet that reaches the account.',
    },
    'data-is-in-the-same-tenant': {
      title: 'Accounts of datastores are in the workspace’s tenant',
      what: (data) => `${namesIn(data['account'])} names the workspace under tenant ${worded(data['tenantId'])}; the workspace is in ${worded(data['workspaceTenantId'])}.`,
      why: 'Storage in another tenant is not supported.',
      remedy: 'Use an account in the tenant of the workspace.',
    },
    'every-account-is-closed': {
      title: 'Every account of a datastore is closed',
      what: (data) => `${worded(data['datastore'])} leads to an account that answers any network, while the default account is behind one.`,
      why: 'Data is only as closed as the account that is most open.',
      remedy: 'Answer the storage step for this account, too.',
    },
  },
} satisfies StepMessages<typeof rules, keyof DatastoresChoices>
