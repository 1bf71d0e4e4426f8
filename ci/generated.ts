import { githubFiles } from "./github/workflows";
import { gitlabFiles } from "./gitlab";
import { jenkinsFiles } from "./jenkins/jenkinsfile";
import { PIPELINE } from "./pipeline";

/** The files of all CI systems, by path. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return { ...githubFiles(PIPELINE), ...gitlabFiles(PIPELINE), ...jenkinsFiles(PIPELINE) };
}
