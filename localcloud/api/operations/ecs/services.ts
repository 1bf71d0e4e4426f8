import { AwsError } from "../../../model/aws-error";
import { texts } from "../../../model/values";
import { reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { tagList } from "../tags";
import { includesTags, missing, requiredCluster, serviceNamed, servicesOf } from "./lookup";
import { launchTypeOf, serviceForm } from "./service-form";

/** Amazon ECS API Reference, DescribeServices. */
const MOST_DESCRIBED = 10;

/** Amazon ECS API Reference, ListServices and DescribeServices. */
export const serviceOperations: ServiceOperations = {
  ListServices: reading((call, context) => {
    const { launchType, schedulingStrategy } = call.input;
    const arns = servicesOf(requiredCluster(call, context), context)
      .filter(({ inputs }) => launchType === undefined || launchTypeOf(inputs) === launchType)
      .filter(({ inputs }) => schedulingStrategy === undefined || inputs.schedulingStrategy === schedulingStrategy)
      .map(({ id }) => id);
    const { elements, next } = pageOf(arns, call.input, { most: 10 });
    return { serviceArns: elements, ...next };
  }),
  DescribeServices: reading((call, context) => {
    const cluster = requiredCluster(call, context);
    const named = texts(call.input, "services");
    if (named.length > MOST_DESCRIBED) {
      throw new AwsError("InvalidParameterException", `You cannot describe more than ${MOST_DESCRIBED} services.`);
    }
    const all = servicesOf(cluster, context);
    const tags = includesTags(call.input);
    return {
      services: named.flatMap((name) => {
        const service = serviceNamed(all, name);
        if (service === undefined) return [];
        return [{ ...serviceForm(service, context), ...(tags && { tags: tagList(service.inputs) }) }];
      }),
      failures: named
        .filter((name) => serviceNamed(all, name) === undefined)
        .map((name) => missing(name.startsWith("arn:") ? name : serviceArnIn(cluster.id, name))),
    };
  }),
};

function serviceArnIn(clusterArn: string, name: string): string {
  return `${clusterArn.replace(":cluster/", ":service/")}/${name}`;
}
