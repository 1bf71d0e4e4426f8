import { GENERATED } from "../commands";
import { jobsOf, type Job, type Pipeline, type Trigger } from "../model";
import { block, type Groovy, literal } from "./groovy";
import { stageOf } from "./stage";

/** Jenkins's pipeline (Jenkins User Handbook, "Pipeline Syntax"), for a multibranch project. */
export function jenkinsFiles(pipeline: Pipeline): Readonly<Record<string, string>> {
  return { Jenkinsfile: [...GENERATED.map((line) => `// ${line}`), "", ...jenkinsfile(pipeline), ""].join("\n") };
}

function jenkinsfile(pipeline: Pipeline): Groovy {
  const { mainBranch, driftTime } = pipeline;
  const time = `TZ=UTC\\n${driftTime.minute} ${driftTime.hour} * * *`;
  return block(
    "pipeline",
    ["agent none"],
    block("options", ["buildDiscarder(logRotator(numToKeepStr: '100'))", "skipDefaultCheckout()", "timestamps()"]),
    block("triggers", [`cron(env.BRANCH_NAME == ${literal(mainBranch)} ? '${time}' : '')`]),
    block("stages", ...stagesOf(pipeline)),
  );
}

/**
 * Jobs without an order among them stand in one stage and run side by side; deployments follow each other. A stage
 * looks by itself whether its trigger started the build.
 */
function stagesOf(pipeline: Pipeline): Groovy[] {
  const { jobs } = pipeline;
  const isCheck = (job: Job): boolean => job.cloud === undefined && job.comments !== true;
  const isDeployment = ({ cloud }: Job): boolean => cloud?.role === "deploy";
  const startedBy = (trigger: Trigger): readonly Job[] =>
    jobsOf(pipeline, trigger).filter(({ cloud }) => cloud !== undefined);
  const sideBySide = (title: string, together: readonly Job[]): Groovy =>
    block(`stage(${literal(title)})`, block("parallel", ...together.map((job) => stageOf(pipeline, job))));
  return [
    sideBySide("check", jobs.filter(isCheck)),
    sideBySide("preview", startedBy("pull-request")),
    ...jobs.filter(({ comments }) => comments === true).map((job) => stageOf(pipeline, job)),
    ...jobs.filter(isDeployment).map((job, place) => stageOf(pipeline, job, place + 1)),
    sideBySide("drift", startedBy("schedule")),
  ];
}
