import * as pulumi from "@pulumi/pulumi";
import type { ServiceCluster } from "../../components/container-service";
import type { TopicsBySeverity } from "../../components/shared/severity";

/** Outputs of components that later components take as arguments. */
export interface Dependencies {
  /** Account that the environment is deployed into. */
  readonly accountId: pulumi.Input<string>;
  readonly key: { readonly keyArn: pulumi.Input<string> };
  readonly alarmTopics: TopicsBySeverity;
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly cidrBlock: pulumi.Input<string>;
    readonly publicSubnetIds: pulumi.Input<string[]>;
    readonly privateSubnetIds: pulumi.Input<string[]>;
  };
  readonly cluster: ServiceCluster;
}

/** An output of which nothing is known yet. Components judge no output: AWS does. */
export const UNKNOWN: pulumi.Output<string> = pulumi.output("");

const UNKNOWN_LIST = UNKNOWN.apply((text) => [text]);

/** The outputs with which arguments are checked before anything is created. */
export const NOT_YET_KNOWN: Dependencies = {
  accountId: UNKNOWN,
  key: { keyArn: UNKNOWN },
  alarmTopics: { critical: [UNKNOWN], warning: [UNKNOWN] },
  network: {
    vpcId: UNKNOWN,
    cidrBlock: UNKNOWN,
    publicSubnetIds: UNKNOWN_LIST,
    privateSubnetIds: UNKNOWN_LIST,
  },
  cluster: { clusterArn: UNKNOWN, clusterName: UNKNOWN },
};
