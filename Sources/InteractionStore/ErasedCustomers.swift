/// Customers who were erased and must not come back with the next file.
enum ErasedCustomers {
    static func all(_ database: Database) throws(StoreError) -> Set<CustomerPseudonym> {
        var customers: Set<CustomerPseudonym> = []
        let statement = try database.prepare("SELECT customer FROM erased")
        while try statement.step() {
            if let customer = statement.customer(0) { customers.insert(customer) }
        }
        return customers
    }

    static func add(_ customer: CustomerPseudonym, to database: Database) throws(StoreError) {
        let statement = try database.prepare("INSERT OR IGNORE INTO erased(customer) VALUES(?)")
        statement.bind(customer)
        try statement.run()
    }
}
