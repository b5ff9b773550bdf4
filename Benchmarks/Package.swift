// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that measuring never costs a user a dependency or a build.
let package = Package(
    name: "wfm-benchmarks",
    dependencies: [.package(name: "wfm", path: "..")],
    targets: [
        .executableTarget(
            name: "wfm-bench",
            dependencies: [
                .product(name: "Queueing", package: "wfm"),
                .product(name: "ContactCenter", package: "wfm"),
                .product(name: "Forecasting", package: "wfm"),
                .product(name: "TimeSeries", package: "wfm"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
