locals {
  manifest = try(jsondecode(file("${var.dist}/manifest.json")), null)

  # The same hash as packages/build/src/source-hash.ts makes, over the same files.
  files = sort(concat(
    tolist(fileset(var.sources, "lambdas/*/src/**/*.ts")),
    tolist(fileset(var.sources, "packages/*/src/**/*.ts")),
    ["bundle-budgets.json", "pnpm-lock.yaml"],
  ))
  source_hash = sha256(join("\n", [for file in local.files : "${file} ${filesha256("${var.sources}/${file}")}"]))
}
