// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "nightdesk",
    products: [
        .executable(name: "nightdesk", targets: ["nightdesk"]),
        // What programs other than the command line are built from: the benchmarks.
        .library(
            name: "NightdeskKit",
            targets: [
                "ArticleModel", "System", "Tokenization", "Matching", "Tagging", "PluginHost",
                "Exchange", "BundledPlugins",
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
            providers: [.apt(["liblua5.4-dev"])]
        ),
        .systemLibrary(
            name: "CJansson",
            pkgConfig: "jansson",
            providers: [.apt(["libjansson-dev"])]
        ),
        .systemLibrary(
            name: "CPCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"])]
        ),
        .systemLibrary(
            name: "CEdit",
            pkgConfig: "libedit",
            providers: [.apt(["libedit-dev"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(
            name: "CBrotli",
            pkgConfig: "libbrotlidec",
            providers: [.apt(["libbrotli-dev"])]
        ),
        .systemLibrary(
            name: "CZstd",
            pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"])]
        ),
        .systemLibrary(
            name: "CUchardet",
            pkgConfig: "uchardet",
            providers: [.apt(["libuchardet-dev"])]
        ),
        .target(name: "CArchive"),
        .target(
            name: "CMarkup",
            cSettings: [.unsafeFlags(["-I/usr/include/libxml2"], .when(platforms: [.linux]))]),
        .systemLibrary(name: "CWorker"),
        .target(name: "CLuaBridge", dependencies: ["CLua"]),

        // Values: no files, no Lua, no clock.
        .target(name: "Diagnostics"),
        .target(name: "ArticleModel"),
        .target(name: "Temporal"),
        .target(
            name: "System",
            dependencies: ["CArchive", "CWorker", "CZlib", "CBrotli", "CZstd", "CUchardet"]),
        .target(name: "Serialization", dependencies: ["ArticleModel", "CJansson"]),

        // Text to tokens, tokens to matches.
        .target(
            name: "English",
            resources: ["verbs", "plurals", "particles", "months"].map { .embedInCode("\($0).tsv") }
        ),
        .target(name: "Tokenization", dependencies: ["ArticleModel", "English"]),
        .target(name: "Tagging", dependencies: ["Diagnostics", "ArticleModel", "Tokenization"]),
        .target(
            name: "Matching",
            dependencies: ["Diagnostics", "CPCRE2", "ArticleModel", "English", "Tokenization"]),

        // Lua: knows nothing of articles.
        .target(
            name: "LuaRuntime",
            dependencies: ["Diagnostics", "CLua", "CLuaBridge"],
            resources: [.embedInCode("sandbox.lua")]
        ),

        // Lua source, read and not run.
        .target(name: "LuaSource"),

        // Articles meet Lua.
        .target(
            name: "PluginHost",
            dependencies: [
                "Diagnostics",
                "ArticleModel", "English", "Tokenization", "Matching", "Tagging", "Temporal", "LuaRuntime",
                "LuaSource",
                "Serialization", "System",
            ]
        ),
        .target(
            name: "Authoring",
            dependencies: [
                "Diagnostics",
                "ArticleModel", "Tokenization", "Matching", "System", "LuaRuntime", "LuaSource", "PluginHost",
                "Display", "Exchange",
            ]
        ),

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
                "Diagnostics", "CMarkup", "ArticleModel", "English", "Temporal", "Serialization", "System",
                "Tokenization",
            ]),
        .target(
            name: "ResultDatabase",
            dependencies: [
                "Diagnostics",
                "ArticleModel", "Exchange", "Serialization", "System",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "Runs",
            dependencies: [
                "ArticleModel", "Diagnostics", "Display", "Exchange", "System", "Serialization", "PluginHost",
                "Matching", "LuaRuntime", "Tokenization",
            ]),
        .target(
            name: "Evaluation",
            dependencies: [
                "Diagnostics", "ArticleModel", "Matching", "Tagging", "Serialization", "System", "Exchange",
            ]),
        .target(
            name: "Display",
            dependencies: ["Diagnostics", "ArticleModel", "Exchange", "Matching", "Serialization"]),

        // The front ends.
        .target(
            name: "REPL",
            dependencies: [
                "Diagnostics",
                "CEdit", "ArticleModel", "System", "Matching", "LuaRuntime", "LuaSource", "PluginHost",
                "Authoring",
                "Exchange", "Serialization", "Display", "Evaluation", "Tokenization",
            ],
            path: "REPL"
        ),
        .executableTarget(
            name: "nightdesk",
            dependencies: [
                "Diagnostics",
                "ArticleModel", "Serialization", "Matching", "Tagging", "PluginHost", "BundledPlugins",
                "Exchange", "Runs", "ResultDatabase", "Tokenization", "Evaluation", "Display", "System",
                "LuaRuntime", "Authoring", "REPL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Tests.
        .target(name: "TestSupport", dependencies: ["ArticleModel"], path: "Tests/TestSupport"),
        .testTarget(name: "ArticleModelTests", dependencies: ["ArticleModel", "TestSupport"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(
            name: "SerializationTests", dependencies: ["ArticleModel", "Serialization", "TestSupport"]),
        .testTarget(name: "EnglishTests", dependencies: ["English"]),
        .testTarget(name: "TemporalTests", dependencies: ["Temporal", "TestSupport"]),
        .testTarget(
            name: "TokenizationTests",
            dependencies: ["Tokenization", "ArticleModel", "TestSupport"]),
        .testTarget(
            name: "MatchingTests",
            dependencies: ["Diagnostics", "Matching", "Tokenization", "ArticleModel", "TestSupport"]),
        .testTarget(
            name: "TaggingTests", dependencies: ["Diagnostics", "Tagging", "Tokenization", "ArticleModel"]),
        .testTarget(
            name: "LuaRuntimeTests",
            dependencies: ["Diagnostics", "LuaRuntime", "CLua", "System", "TestSupport"],
            exclude: ["Attacks"]),
        .testTarget(name: "LuaSourceTests", dependencies: ["LuaSource", "LuaRuntime", "TestSupport"]),
        .testTarget(
            name: "PluginHostTests",
            dependencies: [
                "Diagnostics",
                "PluginHost", "Authoring", "Exchange", "ArticleModel", "System", "LuaRuntime", "LuaSource",
                "Tagging", "Matching", "Tokenization", "TestSupport",
            ]),
        .testTarget(name: "SystemTests", dependencies: ["System"]),
        .testTarget(
            name: "RunsTests",
            dependencies: [
                "Diagnostics", "Runs", "Exchange", "ArticleModel", "Serialization", "System",
                "ResultDatabase",
            ]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: [
                "Diagnostics", "Exchange", "ArticleModel", "Serialization", "Tokenization", "System",
                "TestSupport",
            ]),
        .testTarget(
            name: "REPLTests",
            dependencies: [
                "Diagnostics",
                "REPL", "PluginHost", "Exchange", "ArticleModel", "Display", "System", "Serialization",
            ]),
        .testTarget(
            name: "EvaluationTests",
            dependencies: [
                "Diagnostics", "Evaluation", "ArticleModel", "Serialization", "System", "Tagging",
                "TestSupport",
            ]),
        .testTarget(
            name: "ResultDatabaseTests",
            dependencies: [
                "Diagnostics", "ResultDatabase", "Exchange", "ArticleModel", "Serialization", "System",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "AuthoringTests",
            dependencies: [
                "Diagnostics", "Authoring", "PluginHost", "LuaSource", "ArticleModel", "Exchange", "Matching",
                "System", "TestSupport",
            ]),
        .testTarget(
            name: "DisplayTests",
            dependencies: [
                "Diagnostics", "Display", "ArticleModel", "Evaluation", "Matching", "Tokenization",
                "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Diagnostics", "nightdesk", "Exchange", "Serialization", "ArticleModel", "System",
                "PluginHost", "TestSupport",
            ]),
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
