locals {
  manifest = try(jsondecode(file("${var.dist}/manifest.json")), null)

  # The same hash as in tooling/build/src/source-hash.ts, over the same files.
  files = sort(concat(
    tolist(fileset(var.sources, "lambdas/*/src/**/*.ts")),
    tolist(fileset(var.sources, "packages/*/src/**/*.ts")),
    tolist(fileset(var.sources, "tooling/{build,manifest}/src/**/*.ts")),
    ["bundle-budgets.json", "pnpm-lock.yaml"],
  ))
  source_hash = sha256(join("\n", [for file in local.files : "${file} ${filesha256("${var.sources}/${file}")}"]))
}
