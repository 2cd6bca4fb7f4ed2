// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that building Nightdesk does not build the benchmark library.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v14)],
    dependencies: [
        .package(name: "nightdesk", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        .target(name: "NewsText", path: "NewsText"),
        .executableTarget(name: "GenerateNews", dependencies: ["NewsText"], path: "GenerateNews"),
        .executableTarget(
            name: "MatchTiming",
            dependencies: [.product(name: "NightdeskKit", package: "nightdesk")],
            path: "MatchTiming"),
        .executableTarget(
            name: "Nightdesk",
            dependencies: [
                "NewsText",
                .product(name: "NightdeskKit", package: "nightdesk"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Nightdesk",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ],
    swiftLanguageModes: [.v6]
)
