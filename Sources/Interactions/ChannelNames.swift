import ContactCenter

/// The channels that an import knows, by name.
enum ChannelNames {
    /// The known channels and the centre's own by their lower-case names.
    static func table(_ ownChannels: [Channel]) -> [String: Channel] {
        var channels: [String: Channel] = [:]
        for name in Channel.knownNames.keys { channels[name] = Channel(name) }
        for channel in ownChannels { channels[channel.name.lowercased()] = channel }
        return channels
    }
}
