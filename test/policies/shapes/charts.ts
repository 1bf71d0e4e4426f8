import type { DeployedResource } from "../support/judge-pack";
import { component, deployed, type Shapes } from "./shape";

type Properties = Readonly<Record<string, unknown>>;

function object(
  type: string,
  name: string,
  rest: Properties,
  parent?: DeployedResource,
  references?: Readonly<Record<string, readonly DeployedResource[]>>,
): DeployedResource {
  const [group = "", kind = ""] = type.split(":");
  const labels = { "app.kubernetes.io/managed-by": "Helm", "helm.sh/chart": "cache-20.1.0" };
  return deployed(
    `kubernetes:${type}`,
    name,
    { apiVersion: group.replace("core/", ""), kind, metadata: { name, namespace: "cache", labels }, ...rest },
    { ...(parent && { parent }), ...(references && { references }), outputs: { id: `cache/${name}` } },
  );
}

/** Quantities and ports are numbers if YAML has no quotes. Helm writes empty values as null or not at all. */
const CONTAINER = {
  name: "cache",
  image: `registry.example.com/cache:7.4.1@sha256:${"9b".repeat(32)}`,
  ports: [{ containerPort: 6379, name: "tcp", hostPort: null }],
  resources: { requests: { cpu: 1, memory: 536_870_912 }, limits: { memory: "512Mi", cpu: 1.5 } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 1001,
    seLinuxOptions: {},
  },
  env: [
    { name: "ALLOW_EMPTY_PASSWORD", value: "yes" },
    { name: "CACHE_PASSWORD_FILE", value: "/secrets/password" },
    { name: "CACHE_TLS_PORT", value: 6380 },
    { name: "CACHE_PASSWORD", value: null, valueFrom: { secretKeyRef: { name: "cache", key: "password" } } },
  ],
  envFrom: null,
  livenessProbe: { exec: { command: ["sh", "-c", "/health/ping.sh 5"] }, timeoutSeconds: 6 },
  readinessProbe: { exec: { command: ["sh", "-c", "/health/ping.sh 1"] }, timeoutSeconds: 2 },
  volumeMounts: [{ name: "health", mountPath: "/health" }],
};

const POD = {
  securityContext: { fsGroup: 1001, fsGroupChangePolicy: "Always", supplementalGroups: [], sysctls: [] },
  serviceAccountName: "cache",
  automountServiceAccountToken: false,
  hostNetwork: false,
  hostIPC: null,
  terminationGracePeriodSeconds: 30,
  initContainers: null,
  containers: [CONTAINER],
  volumes: [{ name: "health", configMap: { name: "health", defaultMode: 0o755 } }],
};

/** What kubernetes.helm.v4.Chart renders into the stack. */
function chart(): readonly DeployedResource[] {
  const outer = component("kubernetes:helm.sh/v4:Chart", "cache");
  return [
    outer,
    object("core/v1:ServiceAccount", "cache", { automountServiceAccountToken: false }, outer),
    object("core/v1:Secret", "cache", { type: "Opaque", data: { password: "cGFzc3dvcmQ=" } }, outer),
    object("core/v1:ConfigMap", "health", { data: { "ping.sh": "redis-cli -a $CACHE_PASSWORD ping" } }, outer),
    object(
      "core/v1:Service",
      "cache",
      { spec: { type: "ClusterIP", ports: [{ name: "tcp", port: 6379, targetPort: "tcp", nodePort: null }] } },
      outer,
    ),
    object(
      "apps/v1:StatefulSet",
      "cache",
      {
        spec: {
          replicas: 3,
          serviceName: "cache",
          selector: { matchLabels: { app: "cache" } },
          template: { metadata: { labels: { app: "cache" }, annotations: null }, spec: POD },
        },
      },
      outer,
    ),
    object(
      "policy/v1:PodDisruptionBudget",
      "cache",
      { spec: { maxUnavailable: 1, selector: { matchLabels: { app: "cache" } } } },
      outer,
    ),
  ];
}

/** One resource to Pulumi; the autoscaler beside it is for a Deployment that the release has. */
function release(): readonly DeployedResource[] {
  const metrics = deployed("kubernetes:helm.sh/v3:Release", "metrics", {
    chart: "metrics-server",
    namespace: "kube-system",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server/" },
    values: { replicas: 2, args: ["--kubelet-preferred-address-types=InternalIP"], resources: { limits: null } },
    version: "3.12.2",
  });
  return [metrics, autoscaler("metrics", { apiVersion: "apps/v1", kind: "Deployment", name: "metrics" }, [metrics])];
}

function autoscaler(name: string, scaleTargetRef: Properties, on: readonly DeployedResource[] = []): DeployedResource {
  const spec = { scaleTargetRef, minReplicas: 3, maxReplicas: 9, targetCPUUtilizationPercentage: 70 };
  return object("autoscaling/v1:HorizontalPodAutoscaler", name, { spec }, undefined, { spec: on });
}

/** Custom kinds of other projects, which the pack doesn't know. */
function custom(): readonly DeployedResource[] {
  const rollout = object("argoproj.io/v1alpha1:Rollout", "web", {
    spec: { selector: { matchLabels: { app: "web" } }, template: { spec: { containers: [] } } },
  });
  const scaled = object("apps/v1:Deployment", "worker", {
    spec: {
      selector: { matchLabels: { app: "worker" } },
      template: { metadata: { labels: { app: "worker" } }, spec: POD },
    },
  });
  return [
    rollout,
    autoscaler("web", { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "web" }, [rollout]),
    scaled,
    object("keda.sh/v1alpha1:ScaledObject", "worker", {
      spec: {
        scaleTargetRef: { name: "worker" },
        minReplicaCount: 3,
        maxReplicaCount: 9,
        triggers: [{ type: "cron" }],
      },
    }),
    object("policy/v1:PodDisruptionBudget", "worker", {
      spec: { minAvailable: "50%", selector: { matchLabels: { app: "worker" } } },
    }),
  ];
}

export const CHARTS: Shapes = {
  "the objects of a Helm chart": { resources: chart() },
  "a Helm release with an autoscaler beside it": { resources: release() },
  "a Rollout of Argo, and a Deployment that KEDA scales": { resources: custom() },
};
