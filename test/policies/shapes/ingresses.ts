import type { DeployedResource } from "../support/judge-pack";
import { deployed, type Shapes } from "./shape";

function ingress(
  name: string,
  annotations: Readonly<Record<string, string>>,
  spec: Readonly<Record<string, unknown>>,
): DeployedResource {
  return deployed("kubernetes:networking.k8s.io/v1:Ingress", name, {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace: "shop", annotations },
    spec: { rules: [{ host: "shop.example.com" }], ...spec },
  });
}

const TLS = [{ hosts: ["shop.example.com"], secretName: "shop-tls" }];

/** Each controller says in its own way that it ends TLS, and redirects. */
export const INGRESSES: Shapes = {
  "an Ingress for nginx with a certificate of cert-manager": {
    resources: [
      ingress("nginx", { "cert-manager.io/cluster-issuer": "letsencrypt" }, { ingressClassName: "nginx", tls: TLS }),
    ],
  },
  "Ingresses of one Application Load Balancer, one of which redirects for all": {
    resources: [
      ingress(
        "first",
        {
          "alb.ingress.kubernetes.io/group.name": "shop",
          "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1",
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
          "alb.ingress.kubernetes.io/ssl-redirect": "443",
        },
        { ingressClassName: "alb" },
      ),
      ingress(
        "second",
        {
          "alb.ingress.kubernetes.io/group.name": "shop",
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
        },
        { ingressClassName: "alb" },
      ),
    ],
  },
  "an Ingress for Traefik with its default certificate": {
    resources: [
      ingress(
        "traefik",
        {
          "traefik.ingress.kubernetes.io/router.entrypoints": "websecure",
          "traefik.ingress.kubernetes.io/router.tls": "true",
        },
        { ingressClassName: "traefik" },
      ),
    ],
  },
  "an Ingress for Google Kubernetes Engine with a managed certificate": {
    resources: [
      ingress(
        "gke",
        {
          "kubernetes.io/ingress.class": "gce",
          "networking.gke.io/managed-certificates": "shop",
          "kubernetes.io/ingress.allow-http": "false",
        },
        {},
      ),
    ],
  },
};
