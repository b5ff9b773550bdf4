print("demo centre")
