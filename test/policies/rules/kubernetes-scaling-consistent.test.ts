import { kubernetesScalingConsistent as rule } from "../../../policies/rules/kubernetes-scaling-consistent";
import { describeRule, resource, UNKNOWN, type TestResource, type TestResourceOptions } from "../support";
import { drop, of } from "../support/mutation";

type Properties = TestResource["properties"];

const LABELS = { app: "web" };
const IN_SHOP = { namespace: "shop" };
const REQUESTS = { requests: { cpu: "250m", memory: "512Mi" } };

function workload(spec: Properties = {}, metadata: Properties = {}, options: TestResourceOptions = {}): TestResource {
  const pod = { containers: [{ name: "web", resources: REQUESTS }] };
  const template = { metadata: { labels: LABELS }, spec: pod };
  const properties = { metadata: { name: "web", ...IN_SHOP, ...metadata }, spec: { template, ...spec } };
  return resource("kubernetes:apps/v1:Deployment", "web", properties, options);
}

function withResources(resources: unknown): TestResource {
  return workload({
    template: { metadata: { labels: LABELS }, spec: { containers: [{ name: "web", resources }] } },
  });
}

function autoscaler(spec: Properties = {}, options: TestResourceOptions = {}, version = "v2"): TestResource {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  const properties = { metadata: IN_SHOP, spec: { scaleTargetRef, minReplicas: 3, maxReplicas: 20, ...spec } };
  return resource(`kubernetes:autoscaling/${version}:HorizontalPodAutoscaler`, "scaling", properties, options);
}

function budget(spec: Properties, matchLabels: unknown = LABELS): TestResource {
  const properties = { metadata: IN_SHOP, spec: { selector: { matchLabels }, ...spec } };
  return resource("kubernetes:policy/v1:PodDisruptionBudget", "budget", properties);
}

function targeting(name: unknown, kind = "Deployment"): Properties {
  return { scaleTargetRef: { kind, name } };
}

/** KEDA's resource, which may leave out the workload's kind. */
function ofKeda(name: string): TestResource {
  const properties = { metadata: IN_SHOP, spec: { scaleTargetRef: { name }, minReplicaCount: 3 } };
  return resource("kubernetes:keda.sh/v1alpha1:ScaledObject", "scaling", properties);
}

const BUDGET = budget({ maxUnavailable: 1 });
const MEMORY = {
  metrics: [
    { type: "Resource", resource: { name: "memory", target: { type: "Utilization", averageUtilization: 70 } } },
  ],
};

/** The cluster's answer, which always has a number of pods. */
function answered(operation: string): TestResource {
  const managedFields = [{ manager: "pulumi", operation, fieldsV1: { "f:spec": { "f:replicas": {} } } }];
  return workload({ replicas: 4 }, { uid: "5f0d", managedFields });
}

describeRule(rule, {
  accepts: {
    "an autoscaler, its workload and a budget": { given: [workload(), autoscaler(), BUDGET] },
    "a target that isn't of Kubernetes itself": { given: autoscaler(targeting("web", "Rollout")) },
    "a target that may be within a release of Helm": {
      given: [autoscaler(), resource("kubernetes:helm.sh/v3:Release", "shop")],
    },
    "limits, which are requests too": {
      given: [withResources({ limits: { cpu: 1, memory: "1Gi" } }), autoscaler(), BUDGET],
    },
    "requests that a limit range gives": {
      given: [withResources({}), autoscaler(), BUDGET, resource("kubernetes:core/v1:LimitRange", "limits")],
    },
    "a number of pods that updates leave alone": {
      given: [workload({ replicas: 3 }, {}, { ignoreChanges: ["spec.replicas"] }), autoscaler(), BUDGET],
    },
    "one that the autoscaler has set": { given: [answered("Update"), autoscaler(), BUDGET] },
    "a single pod without a budget": { given: workload({ replicas: 1 }) },
    "a share of as many pods as KEDA keeps": { given: [workload(), ofKeda("web"), budget({ minAvailable: "50%" })] },
    "absolute metrics, which need no requests": {
      given: [
        withResources({}),
        autoscaler({ metrics: [{ resource: { name: "cpu", target: { type: "AverageValue" } } }] }),
        BUDGET,
      ],
    },
  },
  refuses: {
    "a target that doesn't exist": {
      given: [workload(), autoscaler(targeting("shop")), BUDGET],
      violations: ['scaling: spec.scaleTargetRef.name is "shop": the stack has no such workload'],
    },
    "one of the same name in another namespace": {
      given: [workload({}, { namespace: "other" }), autoscaler()],
      violations: ['scaling: spec.scaleTargetRef.name is "web"'],
    },
    "a number of pods beside an autoscaler": {
      given: [workload({ replicas: 3 }), autoscaler(), BUDGET],
      violations: ["web: spec.replicas is 3: each update sets the number of pods back"],
    },
    "one that the program applies": {
      given: [answered("Apply"), autoscaler(), BUDGET],
      violations: ["web: spec.replicas is 4"],
    },
    "no request of what is measured": {
      given: [withResources({ requests: { cpu: 1 } }), autoscaler(MEMORY), BUDGET],
      violations: [
        'web: spec.template.spec.containers[0]["web"].resources.requests.memory is not set: its autoscaler measures',
      ],
    },
    "no request of CPU under the older version": {
      given: [withResources({}), autoscaler({ targetCPUUtilizationPercentage: 60 }, {}, "v1"), BUDGET],
      violations: ['web: spec.template.spec.containers[0]["web"].resources.requests.cpu is not set'],
    },
    "several pods without a budget": {
      given: [workload({ replicas: 2 }), budget({ maxUnavailable: 1 }, { app: "other" })],
      violations: ['web: spec.template.metadata.labels is {"app":"web"}: no PodDisruptionBudget has these labels'],
    },
    "a budget that lets no pod go": {
      given: [workload({ replicas: 3 }), budget({ maxUnavailable: "0%" })],
      violations: ['budget: spec.maxUnavailable is "0%"'],
    },
  },
  boundaries: {
    "a budget that lets one pod go": { given: [workload(), autoscaler(), budget({ minAvailable: 2 })] },
    "one that needs the autoscaler's minimum": {
      given: [workload(), autoscaler(), budget({ minAvailable: 3 })],
      violations: ['budget: spec.minAvailable is "3": with only 3 pods none may be evicted'],
    },
    "a share that is rounded up to all": {
      given: [workload(), autoscaler(), budget({ minAvailable: "67%" })],
      violations: ['budget: spec.minAvailable is "67%"'],
    },
    "a budget that selects by more than labels, perhaps other pods": {
      given: [workload(), autoscaler(), budget({ minAvailable: 3, selector: { matchExpressions: [{ key: "app" }] } })],
    },
    "a share that leaves one": { given: [workload(), autoscaler(), budget({ minAvailable: "66%" })] },
    "no budget in staging": { given: workload({ replicas: 3 }), environment: "staging" },
  },
  missing: {
    "no number of pods, which is 1": {
      given: [workload(), budget({ minAvailable: 1 })],
      violations: ['budget: spec.minAvailable is "1": with only 1 pods none may be evicted'],
    },
    "no number of pods, and KEDA for another workload": {
      given: [workload(), ofKeda("worker"), budget({ minAvailable: "50%" })],
      violations: ['budget: spec.minAvailable is "50%": with only 1 pods none may be evicted'],
    },
    "no workloads": { given: budget({ minAvailable: 1 }) },
    "no selector, which takes every pod of the namespace": {
      given: [workload({ replicas: 2 }), budget({ maxUnavailable: 1 }, null)],
    },
  },
  unknown: {
    "a name that isn't known yet, but whose resource is": {
      given: [
        workload({ replicas: 3 }, { name: UNKNOWN }),
        autoscaler(targeting(UNKNOWN), { dependencies: { spec: [workload()] } }),
        BUDGET,
      ],
      violations: ["web: spec.replicas is 3"],
    },
    "an unknown minimum": {
      given: [workload(), autoscaler({ minReplicas: UNKNOWN }), budget({ minAvailable: 9 })],
      remarks: ["scaling: Not determinable yet: spec.minReplicas isn't known"],
    },
    "labels that may be those of the pods": {
      given: [workload({ replicas: 3 }), budget({ maxUnavailable: 1 }, { app: UNKNOWN })],
      remarks: ["budget: Not determinable yet: spec.selector.matchLabels.app isn't known"],
    },
  },
  production: drop(of("kubernetes:policy/v1:PodDisruptionBudget")),
});
