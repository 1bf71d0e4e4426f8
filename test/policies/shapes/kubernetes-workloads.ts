import type { DeployedResource } from "../support/judge-pack";
import { component, deployed, type Shapes } from "./shape";

const IMAGE = `registry.example.com:5000/shop/web@sha256:${"c4".repeat(32)}`;

const CONFINED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
};

const PROBES = {
  livenessProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 10 },
  readinessProbe: { grpc: { port: 3000 } },
  startupProbe: { tcpSocket: { port: 3000 }, failureThreshold: 30 },
};

function container(settings: Readonly<Record<string, unknown>> = {}) {
  return {
    name: "web",
    image: IMAGE,
    ports: [{ name: "http", containerPort: 3000 }],
    // Without a request, the limit counts as the request.
    resources: { limits: { cpu: "1", memory: "1Gi" } },
    securityContext: CONFINED,
    env: [
      { name: "DATABASE_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } },
      { name: "DATABASE_URL", value: "postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@database/shop" },
      { name: "TOKEN_LIFETIME", valueFrom: { configMapKeyRef: { name: "web", key: "tokenLifetime" } } },
    ],
    ...PROBES,
    ...settings,
  };
}

function pod(settings: Readonly<Record<string, unknown>> = {}) {
  return {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container()],
    volumes: [
      { name: "tmp", emptyDir: {} },
      { name: "settings", configMap: { name: "web" } },
    ],
    ...settings,
  };
}

/** The answer of the cluster's API; fields that the program set belong to Pulumi. */
function answer(inputs: Readonly<Record<string, unknown>>, spec: Readonly<Record<string, unknown>> = {}) {
  const metadata = inputs.metadata as Readonly<Record<string, unknown>>;
  return {
    id: `${String(metadata.namespace)}/${String(metadata.name)}`,
    metadata: {
      ...metadata,
      uid: "0b6d6f3c-2f3e-4c55-8a3e-0c5f5f0a1b2c",
      resourceVersion: "81234",
      managedFields: [
        { manager: "pulumi-kubernetes", operation: "Apply", fieldsV1: { "f:spec": { "f:template": {} } } },
        { manager: "kube-controller-manager", operation: "Update", fieldsV1: { "f:status": {} } },
      ],
    },
    spec: { ...(inputs.spec as Readonly<Record<string, unknown>>), ...spec },
    status: { observedGeneration: 3 },
  };
}

interface Written {
  readonly type: string;
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Fields that the cluster adds. */
  readonly filledIn?: Readonly<Record<string, unknown>>;
  readonly parent?: DeployedResource;
  readonly references?: Readonly<Record<string, readonly DeployedResource[]>>;
}

function object({ type, name = "web", metadata = {}, spec, filledIn, parent, references }: Written): DeployedResource {
  const [group = "", kind = ""] = type.split(":");
  const inputs = {
    apiVersion: group.replace("core/", ""),
    kind,
    metadata: { name, namespace: "shop", labels: { "app.kubernetes.io/managed-by": "pulumi" }, ...metadata },
    spec,
  };
  return deployed(`kubernetes:${type}`, name, inputs, {
    outputs: answer(inputs, filledIn),
    ...(parent && { parent }),
    ...(references && { references }),
  });
}

const namespace = deployed(
  "kubernetes:core/v1:Namespace",
  "shop",
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop-c81e" } },
  { outputs: { id: "shop-c81e" } },
);

/** The namespace has a name of Pulumi's; the autoscaler names its target by an output. */
function autoscaled(): readonly DeployedResource[] {
  const metadata = { namespace: "shop-c81e" };
  const references = { metadata: [namespace] };
  const deployment = object({
    type: "apps/v1:Deployment",
    metadata,
    references,
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web", tier: "front" } }, spec: pod() },
    },
    filledIn: { replicas: 4, progressDeadlineSeconds: 600, strategy: { type: "RollingUpdate" } },
  });
  return [
    namespace,
    deployment,
    object({
      type: "autoscaling/v2:HorizontalPodAutoscaler",
      metadata,
      references: { ...references, spec: [deployment] },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 3,
        maxReplicas: 20,
        metrics: [
          { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
          {
            type: "Pods",
            pods: { metric: { name: "queue_depth" }, target: { type: "AverageValue", averageValue: "30" } },
          },
        ],
      },
    }),
    object({
      type: "policy/v1:PodDisruptionBudget",
      metadata,
      references,
      spec: { maxUnavailable: "25%", selector: { matchLabels: { app: "web" } } },
    }),
    object({
      type: "core/v1:Service",
      metadata,
      references,
      spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }] },
      filledIn: { type: "ClusterIP", clusterIP: "10.100.3.4", sessionAffinity: "None" },
    }),
    object({
      type: "networking.k8s.io/v1:Ingress",
      metadata: {
        ...metadata,
        annotations: {
          "alb.ingress.kubernetes.io/scheme": "internet-facing",
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
          "alb.ingress.kubernetes.io/ssl-redirect": "443",
        },
      },
      references,
      spec: { ingressClassName: "alb", rules: [{ host: "shop.example.com" }] },
    }),
  ];
}

/** A StatefulSet with a number of pods, a disk, a budget by expression, a headless Service and a service account. */
function stateful(): readonly DeployedResource[] {
  return [
    object({
      type: "apps/v1:StatefulSet",
      name: "search",
      spec: {
        replicas: 3,
        serviceName: "search",
        selector: { matchLabels: { app: "search" } },
        template: {
          metadata: { labels: { app: "search" } },
          spec: pod({ automountServiceAccountToken: true, serviceAccountName: "search" }),
        },
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "50Gi" } } } }],
      },
    }),
    object({
      type: "policy/v1:PodDisruptionBudget",
      name: "search",
      spec: { minAvailable: 2, selector: { matchExpressions: [{ key: "app", operator: "In", values: ["search"] }] } },
    }),
    object({ type: "core/v1:Service", name: "search", spec: { clusterIP: "None", selector: { app: "search" } } }),
  ];
}

/** Children of kubernetes.yaml.v2.ConfigGroup, whose logical names contain their namespace. */
function fromYaml(): readonly DeployedResource[] {
  const group = component("kubernetes:yaml/v2:ConfigGroup", "jobs");
  const template = {
    metadata: { labels: { app: "report" } },
    spec: pod({ restartPolicy: "Never", initContainers: [container({ name: "migrate" })] }),
  };
  return [
    group,
    object({
      type: "batch/v1:CronJob",
      name: "report",
      spec: { schedule: "0 4 * * *", jobTemplate: { spec: { backoffLimit: 2, template } } },
      parent: group,
    }),
    object({ type: "batch/v1:Job", name: "migrate", spec: { template }, parent: group }),
  ];
}

/** On Windows there are no capabilities, users by number, or read-only file systems. */
const windows = object({
  type: "apps/v1:DaemonSet",
  name: "printer",
  spec: {
    selector: { matchLabels: { app: "printer" } },
    template: {
      metadata: { labels: { app: "printer" } },
      spec: {
        automountServiceAccountToken: false,
        os: { name: "windows" },
        nodeSelector: { "kubernetes.io/os": "windows" },
        securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } },
        containers: [container({ securityContext: {} })],
      },
    },
  },
});

/** Server-side apply of one field: nothing else of the workload belongs to Pulumi. */
const patch = object({
  type: "apps/v1:DeploymentPatch",
  name: "coredns",
  metadata: { namespace: "kube-system" },
  spec: { template: { spec: { priorityClassName: "system-cluster-critical" } } },
});

export const KUBERNETES_WORKLOADS: Shapes = {
  "a Deployment with its autoscaler, budget, Service and Ingress": { resources: autoscaled() },
  "a StatefulSet with a budget by expression and an account of its own": { resources: stateful() },
  "jobs of a YAML file": { resources: fromYaml() },
  "a DaemonSet on Windows": { resources: [windows] },
  "a patch of somebody else's Deployment": { resources: [patch] },
};
