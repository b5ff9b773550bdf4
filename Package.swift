// swift-tools-version: 6.2
import PackageDescription

// `make test` sets this so that a warning fails the build here, while a newer compiler's new warning
// does not stop a user from building a release.
let strictSettings: [SwiftSetting] =
    Context.environment["WFM_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// A module of the house. Arrows point down only; see docs/architecture.md.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strictSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: strictSettings)
}

/// Settings that hold with the store built in.
let store = BuildSettingCondition.when(traits: ["Store"])

let package = Package(
    name: "wfm",
    products: [
        .executable(name: "wfm", targets: ["wfm"]),
        .library(name: "ContactCenter", targets: ["ContactCenter"]),
        .library(name: "Forecasting", targets: ["Forecasting"]),
        .library(name: "Queueing", targets: ["Queueing"]),
        .library(name: "Scheduling", targets: ["Scheduling"]),
        .library(name: "Simulation", targets: ["Simulation"]),
        .library(name: "TimeSeries", targets: ["TimeSeries"]),
    ],
    traits: [
        .default(enabledTraits: ["Store"]),
        .trait(name: "Store", description: "The embedded store (`wfm store`), over the system's SQLite and libcrypto."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Ground floor: no contact centre knows a file, no file knows a contact centre.
        .systemLibrary(name: "COpenBLAS"),
        .target(name: "CSolvers", linkerSettings: [.linkedLibrary("dl")]),
        module("NumericalMethods", ["COpenBLAS"]),
        .target(name: "CDelimiterMask"),
        .target(name: "CCompression", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("dl")]),
        .target(
            name: "CSQLite", cSettings: [.define("WFM_STORE", store)],
            linkerSettings: [.linkedLibrary("sqlite3", store)]),
        .target(
            name: "CDigest", cSettings: [.define("WFM_STORE", store)],
            linkerSettings: [.linkedLibrary("crypto", store)]),
        module("Tabular", ["CDelimiterMask", "CCompression", .product(name: "Yams", package: "Yams")]),
        module("ContactCenter"),
        module("TimeSeries", ["NumericalMethods"]),

        // The cores: they do not import each other.
        module(
            "FileFormats", ["ContactCenter", "Tabular"],
            resources: [
                .embedInCode("Resources/eu-working-time.yaml"),
                .embedInCode("Resources/california-meal-and-rest.yaml"),
                .embedInCode("Resources/california-meal-waivers.yaml"),
                .embedInCode("Resources/china-labour-law.yaml"),
            ]),
        module("Interactions", ["ContactCenter", "Tabular", "NumericalMethods", "CDelimiterMask"]),
        module("Holidays", ["ContactCenter"], resources: [.embedInCode("Resources/announced.csv")]),
        module("Forecasting", ["ContactCenter", "NumericalMethods", "TimeSeries"]),
        module("Queueing", ["ContactCenter", "NumericalMethods"]),
        module("Simulation", ["ContactCenter", "NumericalMethods"]),
        module("Scheduling", ["ContactCenter", "NumericalMethods", "CSolvers"]),
        module("Capacity", ["ContactCenter", "CSolvers"]),

        // Above Interactions.
        module("InteractionStore", ["Interactions", "ContactCenter", "Tabular", "CSQLite", "CDigest"]),

        // Above the cores.
        module("Reporting", ["ContactCenter"]),
        module(
            "Planning",
            [
                "ContactCenter", "Tabular", "NumericalMethods", "FileFormats", "Interactions", "Forecasting",
                "Queueing",
                "Simulation", "Scheduling", "Holidays", "Capacity",
            ]),
        .executableTarget(
            name: "wfm",
            dependencies: [
                "Planning", "Reporting", "ContactCenter", "Tabular", "FileFormats", "Interactions", "Forecasting",
                "InteractionStore", "Queueing", "Simulation", "Scheduling", "Capacity",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strictSettings),
        .executableTarget(name: "DemoCentre", swiftSettings: strictSettings),

        tests("ContactCenter", ["ContactCenter"]),
        tests("NumericalMethods", ["NumericalMethods"]),
        tests("Tabular", ["Tabular"]),
        tests("FileFormats", ["FileFormats", "ContactCenter", "Tabular"]),
        tests("Interactions", ["Interactions", "ContactCenter", "Tabular"], resources: [.copy("Corpus")]),
        tests("InteractionStore", ["InteractionStore", "Interactions", "ContactCenter", "FileFormats", "Tabular"]),
        tests("TimeSeries", ["TimeSeries", "NumericalMethods"], resources: [.copy("Fixtures")]),
        tests(
            "Holidays", ["Holidays", "ContactCenter", "FileFormats", "Tabular"], resources: [.copy("Fixtures")]),
        tests("Forecasting", ["Forecasting", "ContactCenter", "NumericalMethods"]),
        tests("Queueing", ["Queueing", "ContactCenter", "NumericalMethods"], resources: [.copy("Fixtures")]),
        tests("Simulation", ["Simulation", "ContactCenter", "NumericalMethods", "FileFormats", "Tabular"]),
        tests("Scheduling", ["Scheduling", "ContactCenter", "NumericalMethods", "FileFormats"]),
        tests("Capacity", ["Capacity", "ContactCenter"]),
        tests("Reporting", ["Reporting", "ContactCenter"]),
        tests("Planning", ["Planning", "ContactCenter", "FileFormats", "Interactions", "Scheduling", "Tabular"]),
        tests("CommandLine", ["wfm"]),
    ],
    swiftLanguageModes: [.v6]
)
