// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** A kind of datastore of the article; `skipValidationRequired` is its answer to "must validation be skipped?". */
export interface DatastoreKind {
  readonly label: string
  readonly skipValidationRequired: boolean
  readonly skipsByDefault?: boolean
  readonly retired?: string
  readonly sdkMethod: string
  readonly armDatastoreType: string | null
}

/** A kind of dataset and how the v1 SDK creates one without validation. */
export interface DatasetKind {
  readonly kind: string
  readonly factory: string
  readonly parameter: string
}

/** The kinds of datastore, by the article's type. */
export const datastores = {
  // A
  AzureBlob: {
    label: 'Azure Blob storage',
    skipValidationRequired: true,
    sdkMethod: 'Datastore.register_azure_blob_container',
    armDatastoreType: 'AzureBlob',
  },
  // A
  AzureFile: {
    label: 'Azure file share',
    skipValidationRequired: true,
    sdkMethod: 'Datastore.register_azure_file_share',
    armDatastoreType: 'AzureFile',
  },
  // A
  AzureDataLakeGen1: {
    label: 'Azure Data Lake Store Gen1',
    skipValidationRequired: false,
    skipsByDefault: true,
    retired: '2024-02-29',
    sdkMethod: 'Datastore.register_azure_data_lake',
    armDatastoreType: 'AzureDataLakeGen1',
  },
  // A
  AzureDataLakeGen2: {
    label: 'Azure Data Lake Store Gen2',
    skipValidationRequired: false,
    skipsByDefault: true,
    sdkMethod: 'Datastore.register_azure_data_lake_gen2',
    armDatastoreType: 'AzureDataLakeGen2',
  },
  // A
  AzureSqlDatabase: {
    label: 'Azure SQL Database',
    skipValidationRequired: true,
    sdkMethod: 'Datastore.register_azure_sql_database',
    armDatastoreType: null,
  },
  // A
  AzurePostgreSql: { label: 'PostgreSQL', skipValidationRequired: true, sdkMethod: 'Datastore.register_azure_postgre_sql', armDatastoreType: null },
} as const satisfies Readonly<Record<string, DatastoreKind>>

/** The kinds of dataset. */
export const datasets = [
  // A, DS1
  { kind: 'Delimited file', factory: 'Dataset.Tabular.from_delimited_files', parameter: 'validate=False' },
  // A
  { kind: 'JSON', factory: 'Dataset.Tabular.from_json_lines_files', parameter: 'validate=False' },
  // A, DS1
  { kind: 'Parquet', factory: 'Dataset.Tabular.from_parquet_files', parameter: 'validate=False' },
  // A, DS1
  { kind: 'SQL', factory: 'Dataset.Tabular.from_sql_query', parameter: 'validate=False' },
  // A, DS1
  { kind: 'File', factory: 'Dataset.File.from_files', parameter: 'validate=False' },
] as const satisfies readonly DatasetKind[]
