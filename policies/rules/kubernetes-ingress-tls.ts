import {
  everywhere,
  isKnownAs,
  MANDATORY_FROM_STAGING,
  resourceRule,
  textList,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";

interface Settings {
  /** Ingress classes whose controllers provide certificates and redirects by default. */
  readonly classesWithTls: readonly string[];
}

export const kubernetesIngressTls = resourceRule<Settings>({
  name: "kubernetes-ingress-tls",
  title: "Ingresses are encrypted, and name the controller that serves them",
  description:
    "An Ingress has a class, TLS or a certificate of its load balancer, and doesn't serve plain HTTP beside that.",
  why:
    "Without TLS, sessions and data can be read on their way; without a class, whichever controller the cluster calls " +
    "its default serves the Ingress, or none does.",
  fix:
    "Set `spec.ingressClassName` and `spec.tls`, or for the AWS Load Balancer Controller the annotations " +
    "`alb.ingress.kubernetes.io/certificate-arn` and `ssl-redirect`. List classes that bring their certificates, by " +
    "IngressClassParams or by default, under the rule's `classesWithTls`.",
  severity: "high",
  requirements: ["LB-4", "SE-2"],
  references: [
    {
      title: "Kubernetes documentation, Ingress (TLS)",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls",
    },
    {
      title: "Amazon EKS User Guide, Route application and HTTP traffic with Application Load Balancers",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/alb-ingress.html",
    },
  ],
  types: ["kubernetes:networking.k8s.io/v1:Ingress"],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      classesWithTls: textList("Classes whose controllers bring certificates and redirects of their own"),
    },
    defaults: everywhere({ classesWithTls: [] }),
  },
  check(ingress, { classesWithTls }) {
    const name = classOf(ingress);
    if (!name.known) return [];
    if (name.value === undefined) return [noClass(), ...plainHttp(ingress)];
    return classesWithTls.includes(name.value) ? [] : plainHttp(ingress);
  },
});

const ALB = "alb.ingress.kubernetes.io";

/** Annotations that give controllers a certificate without `spec.tls`. */
const CERTIFICATES = [
  `${ALB}/certificate-arn`,
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/managed-certificates",
];
const NGINX = "nginx.ingress.kubernetes.io";

function annotation(name: string): string {
  return `metadata.annotations["${name}"]`;
}

/** The annotation is the older way to name the class. */
function classOf(ingress: ResourceView) {
  const name = ingress.string("spec.ingressClassName");
  return name.known && name.value === undefined ? ingress.string(annotation("kubernetes.io/ingress.class")) : name;
}

function noClass(): Finding {
  return {
    property: "spec.ingressClassName",
    problem: "whichever controller is the cluster's default serves it, or none does",
    allowed: "the name of an IngressClass",
    fix: "set it to the class of the controller that is meant, such as alb",
  };
}

function plainHttp(ingress: ResourceView): Finding[] {
  const [tls, listeners] = [ingress.list("spec.tls"), ingress.json(annotation(`${ALB}/listen-ports`)).list()];
  if (!tls.known || !listeners.known) return [];
  const isEncrypted =
    (tls.value ?? []).length > 0 ||
    CERTIFICATES.some((name) => !ingress.isMissing(annotation(name))) ||
    isKnownAs(ingress.boolean(annotation("traefik.ingress.kubernetes.io/router.tls")), true) ||
    listensTo("HTTPS", listeners.value);
  return isEncrypted ? [...switchedOffRedirect(ingress), ...missingRedirect(ingress, listeners.value)] : [noTls()];
}

/**
 * With an HTTPS listener and no certificate, the AWS Load Balancer Controller looks for a certificate by the hosts of
 * the rules.
 */
function listensTo(protocol: "HTTP" | "HTTPS", listeners: readonly Reader[] = []): boolean {
  return listeners.some((listener) => !listener.isMissing(protocol));
}

function noTls(): Finding {
  return {
    property: "spec.tls",
    problem: "what users send and get can be read on its way",
    allowed: `a list of hosts with the names of their certificates, or the annotation ${ALB}/certificate-arn`,
    fix: "set tls: [{ hosts, secretName }], or that annotation where an Application Load Balancer ends TLS",
  };
}

/** The nginx controller redirects once there is TLS, unless an annotation disables that. */
function switchedOffRedirect(ingress: ResourceView): Finding[] {
  const property = annotation(`${NGINX}/ssl-redirect`);
  const isForced = isKnownAs(ingress.boolean(annotation(`${NGINX}/force-ssl-redirect`)), true);
  if (isForced || !isKnownAs(ingress.boolean(property), false)) return [];
  return [
    {
      property,
      value: "false",
      problem: "clients that come by HTTP stay there, and anyone on the way can read them",
      allowed: '"true", or not set',
      fix: "take the annotation out",
    },
  ];
}

/**
 * An Application Load Balancer redirects only if an annotation demands it. In a group, one Ingress may set it for all.
 */
function missingRedirect(ingress: ResourceView, listeners: readonly Reader[] | undefined): Finding[] {
  const places = ["ssl-redirect", "actions.ssl-redirect", "group.name"].map((name) => annotation(`${ALB}/${name}`));
  if (!listensTo("HTTP", listeners) || places.some((place) => !ingress.isMissing(place))) return [];
  return [
    {
      property: annotation(`${ALB}/ssl-redirect`),
      problem: "clients that come by HTTP stay there, and anyone on the way can read them",
      allowed: 'the port of the HTTPS listener, such as "443"',
      fix: 'set it to "443", or take HTTP out of listen-ports',
    },
  ];
}
