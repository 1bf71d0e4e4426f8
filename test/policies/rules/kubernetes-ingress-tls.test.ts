import { kubernetesIngressTls as rule } from "../../../policies/rules/kubernetes-ingress-tls";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { kubernetesResource } from "../support/kubernetes";
import { of, set } from "../support/mutation";

function ingress(spec: TestResource["properties"], annotations?: TestResource["properties"]): TestResource {
  return kubernetesResource("networking.k8s.io/v1:Ingress", spec, { name: "web", namespace: "shop", annotations });
}

const ALB = "alb.ingress.kubernetes.io";
const NGINX = "nginx.ingress.kubernetes.io";
const TRAEFIK_TLS = "traefik.ingress.kubernetes.io/router.tls";
const GOOGLE = { "kubernetes.io/ingress.class": "gce" };
const TLS = { ingressClassName: "nginx", tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }] };
const BALANCER = { ingressClassName: "alb" };
const CERTIFICATE = { [`${ALB}/certificate-arn`]: "arn:aws:acm:eu-west-1:111122223333:certificate/1" };
const HTTPS = JSON.stringify([{ HTTPS: 443 }]);
const BOTH = JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]);

describeRule(rule, {
  accepts: {
    "TLS and a class": { given: ingress(TLS) },
    "the older form of the class": { given: ingress({ tls: TLS.tls }, { "kubernetes.io/ingress.class": "nginx" }) },
    "a load balancer with a certificate": { given: ingress(BALANCER, CERTIFICATE) },
    "one that finds its certificate by the hosts": { given: ingress(BALANCER, { [`${ALB}/listen-ports`]: HTTPS }) },
    "one that redirects": {
      given: ingress(BALANCER, { ...CERTIFICATE, [`${ALB}/listen-ports`]: BOTH, [`${ALB}/ssl-redirect`]: "443" }),
    },
    "one of a group, another of which may redirect": {
      given: ingress(BALANCER, { ...CERTIFICATE, [`${ALB}/listen-ports`]: BOTH, [`${ALB}/group.name`]: "shop" }),
    },
    "a load balancer of Google with a certificate that is managed for it": {
      given: ingress({}, { ...GOOGLE, "networking.gke.io/managed-certificates": "shop" }),
    },
    "one with a certificate that was uploaded": {
      given: ingress({}, { ...GOOGLE, "ingress.gcp.kubernetes.io/pre-shared-cert": "shop" }),
    },
    "a router of Traefik with its default certificate": {
      given: ingress({ ingressClassName: "traefik" }, { [TRAEFIK_TLS]: "true" }),
    },
    "a class that brings its certificate": { given: ingress(BALANCER), settings: { classesWithTls: ["alb"] } },
  },
  refuses: {
    "plain HTTP": {
      given: ingress(BALANCER),
      violations: ["web: spec.tls is not set: what users send and get can be read"],
    },
    "a load balancer that serves both": {
      given: ingress(BALANCER, { ...CERTIFICATE, [`${ALB}/listen-ports`]: BOTH }),
      violations: [`web: metadata.annotations["${ALB}/ssl-redirect"] is not set: clients that come by HTTP`],
    },
    "a redirect that is switched off": {
      given: ingress(TLS, { [`${NGINX}/ssl-redirect`]: "false" }),
      violations: [`web: metadata.annotations["${NGINX}/ssl-redirect"] is "false"`],
    },
  },
  boundaries: {
    "an empty list": { given: ingress({ ...TLS, tls: [] }), violations: ["web: spec.tls is not set"] },
    "a redirect that is switched off and forced": {
      given: ingress(TLS, { [`${NGINX}/ssl-redirect`]: "false", [`${NGINX}/force-ssl-redirect`]: "true" }),
    },
    "a router of Traefik without TLS": {
      given: ingress({ ingressClassName: "traefik" }, { [TRAEFIK_TLS]: "false" }),
      violations: ["web: spec.tls is not set"],
    },
    "a load balancer that listens to HTTP alone": {
      given: ingress(BALANCER, { [`${ALB}/listen-ports`]: JSON.stringify([{ HTTP: 80 }]) }),
      violations: ["web: spec.tls is not set"],
    },
  },
  missing: {
    "no class": {
      given: ingress({ tls: TLS.tls }),
      violations: ["web: spec.ingressClassName is not set: whichever controller"],
    },
    "nothing at all": {
      given: ingress({}),
      violations: ["web: spec.ingressClassName is not set", "web: spec.tls is not set"],
    },
  },
  unknown: {
    "a certificate that is being made": {
      given: ingress(BALANCER, { [`${ALB}/certificate-arn`]: UNKNOWN }),
    },
    "an unknown class": {
      given: ingress({ ingressClassName: UNKNOWN }),
      remarks: ["web: Not determinable yet: spec.ingressClassName isn't known"],
    },
    "unknown listeners": {
      given: ingress(BALANCER, { [`${ALB}/listen-ports`]: UNKNOWN }),
      remarks: [`web: Not determinable yet: metadata.annotations["${ALB}/listen-ports"] isn't known`],
    },
  },
  production: set(of("kubernetes:networking.k8s.io/v1:Ingress"), { "spec.tls": undefined, "metadata.annotations": {} }),
});
