import type { ExportFile } from '../exportFile.ts'
import { azurePipelinesFile } from './azurePipelines.ts'
import { gitHubFile } from './gitHub.ts'
import type { Pipeline } from './pipeline.ts'

/** A pipeline for each of the two services that companies have; none where nothing is deployed. */
export const pipelineFiles = (pipeline: Pipeline): readonly ExportFile[] => (pipeline.stages.length === 0 ? [] : [gitHubFile(pipeline), azurePipelinesFile(pipeline)])
