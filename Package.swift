// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "nightdesk",
    platforms: [.macOS(.v14)],
    products: [
        .executable(name: "nightdesk", targets: ["nightdesk"]),
        // What programs other than the command line are built from: the benchmarks.
        .library(
            name: "NightdeskKit",
            targets: [
                "ArticleModel", "TextSpans", "Files", "Tokenization", "Matching", "Tagging", "PluginHost",
                "Pipeline", "Exchange", "BundledPlugins",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // C: the system's libraries, and the few lines of C that Swift cannot say.
        .systemLibrary(
            name: "CLua",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])]
        ),
        .systemLibrary(
            name: "CJansson",
            pkgConfig: "jansson",
            providers: [.apt(["libjansson-dev"]), .brew(["jansson"])]
        ),
        .systemLibrary(
            name: "CPCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]
        ),
        .systemLibrary(
            name: "CEdit",
            pkgConfig: "libedit",
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
        ),
        .target(name: "CArchive"),
        .target(
            name: "CMarkup",
            cSettings: [.unsafeFlags(["-I/usr/include/libxml2"], .when(platforms: [.linux]))]),
        .systemLibrary(name: "CWorker"),
        .target(name: "CLuaBridge", dependencies: ["CLua"]),

        // Values: no files, no Lua, no clock.
        .target(name: "TextSpans"),
        .target(name: "ArticleModel", dependencies: ["TextSpans"]),
        .target(name: "Temporal"),
        .target(name: "Files", dependencies: ["CArchive"]),
        .target(name: "JSONCoding", dependencies: ["ArticleModel", "CJansson"]),

        // Text to tokens, tokens to matches.
        .target(name: "Tokenization", dependencies: ["TextSpans", "ArticleModel"]),
        .target(name: "Tagging", dependencies: ["TextSpans", "ArticleModel", "Tokenization"]),
        .target(name: "Matching", dependencies: ["CPCRE2", "TextSpans", "ArticleModel", "Tokenization"]),

        // Lua: knows nothing of articles.
        .target(
            name: "LuaRuntime",
            dependencies: ["CLua", "CLuaBridge"],
            resources: [.embedInCode("sandbox.lua")]
        ),

        // Lua source, read and not run.
        .target(name: "LuaSource"),

        // Articles meet Lua.
        .target(
            name: "PluginHost",
            dependencies: [
                "TextSpans", "ArticleModel", "Tokenization", "Matching", "Tagging", "Temporal",
                "LuaRuntime", "LuaSource", "JSONCoding",
                "Files",
            ]
        ),
        .target(name: "Pipeline", dependencies: ["ArticleModel", "PluginHost"]),
        .target(
            name: "PluginSpecs",
            dependencies: [
                "TextSpans", "ArticleModel", "Tokenization", "Matching", "Files", "LuaRuntime", "LuaSource",
                "PluginChecks",
                "PluginHost", "Pipeline", "Exchange",
            ]
        ),

        .target(name: "PluginChecks", dependencies: ["TextSpans", "Files", "LuaSource", "PluginHost"]),

        // The bundled plugins: Lua folders, and one Swift file that finds them.
        .target(
            name: "BundledPlugins",
            path: "Plugins",
            exclude: ["entities", "quotes", "dates"],
            sources: ["BundledPlugins.swift"]
        ),

        // In and out.
        .target(
            name: "Exchange",
            dependencies: [
                "CMarkup", "TextSpans", "ArticleModel", "Temporal", "JSONCoding", "Files", "Tokenization",
            ]),
        .target(
            name: "ResultDatabase",
            dependencies: [
                "ArticleModel", "Exchange", "JSONCoding", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "Batch",
            dependencies: [
                "CWorker", "ArticleModel", "Exchange", "Files", "JSONCoding", "Pipeline", "PluginHost",
            ]),
        .target(name: "Scoring", dependencies: ["TextSpans", "ArticleModel", "Matching"]),
        .target(name: "Display", dependencies: ["TextSpans", "ArticleModel", "Scoring"]),

        // The front ends.
        .target(
            name: "REPL",
            dependencies: [
                "CEdit", "TextSpans", "ArticleModel", "Files", "Matching", "LuaRuntime", "PluginHost",
                "PluginSpecs", "Pipeline", "Exchange", "JSONCoding", "Display", "Tokenization",
            ],
            path: "REPL"
        ),
        .executableTarget(
            name: "nightdesk",
            dependencies: [
                "TextSpans", "ArticleModel", "JSONCoding", "Matching", "Tagging", "PluginHost", "Pipeline",
                "BundledPlugins", "Exchange", "Batch", "ResultDatabase",
                "Tokenization", "Scoring",
                "Display", "Files", "LuaRuntime", "PluginSpecs", "PluginChecks", "REPL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Tests.
        .target(name: "TestSupport", dependencies: ["TextSpans"], path: "Tests/TestSupport"),
        .testTarget(name: "TextSpansTests", dependencies: ["TextSpans", "TestSupport"]),
        .testTarget(name: "TemporalTests", dependencies: ["Temporal"]),
        .testTarget(
            name: "TokenizationTests",
            dependencies: ["Tokenization", "ArticleModel", "TextSpans", "TestSupport"]),
        .testTarget(
            name: "MatchingTests",
            dependencies: ["Matching", "Tokenization", "ArticleModel", "TextSpans", "TestSupport"]),
        .testTarget(
            name: "TaggingTests", dependencies: ["Tagging", "Tokenization", "ArticleModel", "TextSpans"]),
        .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime", "CLua", "Files"]),
        .testTarget(
            name: "PluginHostTests",
            dependencies: [
                "PluginHost", "PluginSpecs", "Pipeline", "Exchange", "ArticleModel", "TextSpans", "Files",
                "LuaRuntime", "LuaSource", "Tagging", "TestSupport",
            ]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Exchange", "ArticleModel", "TextSpans", "Tokenization", "Files", "TestSupport"]),
        .testTarget(
            name: "REPLTests",
            dependencies: [
                "REPL", "PluginHost", "Exchange", "ArticleModel", "Display", "Files", "JSONCoding",
            ]),
        .testTarget(name: "ScoringTests", dependencies: ["Scoring", "ArticleModel", "TextSpans"]),
        .testTarget(name: "DisplayTests", dependencies: ["Display", "ArticleModel", "TextSpans"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["nightdesk", "Exchange", "JSONCoding", "ArticleModel", "Files", "PluginHost"]),
    ],
    swiftLanguageModes: [.v6]
)

// The same settings everywhere: no target can quietly opt out.
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
            // The checks of exclusive access cost a fifth of matching; tests run with them.
            .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
        ]
}
