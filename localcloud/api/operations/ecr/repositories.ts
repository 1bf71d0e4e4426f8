import type { CloudResource } from "../../../model/resource";
import { texts, type Properties } from "../../../model/values";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { nameOf, repositoriesOf, requiredRepository, urlOf } from "./lookup";

/** Amazon ECR API Reference, DescribeRepositories. */
export const repositoryOperations: ServiceOperations = {
  DescribeRepositories: reading((call, context) => {
    const names = texts(call.input, "repositoryNames");
    for (const name of names) requiredRepository(call, context, name);
    const found = repositoriesOf(call, context).filter((each) => names.length === 0 || names.includes(nameOf(each)));
    const { elements, next } = pageOf(found, call.input);
    return { repositories: elements.map((each) => repositoryForm(each, context)), ...next };
  }),
};

function repositoryForm(repository: CloudResource, { cloud }: ApiContext): Properties {
  const { inputs, computed } = repository;
  return {
    repositoryArn: computed.arn,
    registryId: cloud.accountId,
    repositoryName: nameOf(repository),
    repositoryUri: urlOf(repository),
    imageTagMutability: inputs.imageTagMutability ?? "MUTABLE",
    imageScanningConfiguration: inputs.imageScanningConfiguration ?? { scanOnPush: false },
  };
}
