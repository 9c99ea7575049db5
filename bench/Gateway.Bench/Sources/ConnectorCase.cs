namespace Gateway.Bench.Sources;

/// <summary>One answer and the two ways to read it.</summary>
/// <param name="Bytes">Of the answer.</param>
/// <param name="Check">Throws where ours does not read what it should.</param>
internal sealed record ConnectorCase(
    string Name, int Bytes, Action Ours, string PeerName, Action Peer, Action Check);
